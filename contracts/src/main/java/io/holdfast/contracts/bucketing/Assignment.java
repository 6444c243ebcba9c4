package io.holdfast.contracts.bucketing;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import java.util.Objects;

/**
 * The variant of one experiment that a user gets.
 *
 * @param key the experiment's key
 * @param revision the revision that decided
 * @param variant the variant's name
 * @param reason why
 * @param propensity the probability with which a user who takes part gets that variant at that
 *     revision; null where no chance decides
 */
public record Assignment(
    String key, int revision, String variant, AssignmentReason reason, Double propensity) {
  public Assignment {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(reason, "reason");
  }

  /** One that no chance decides. */
  public Assignment(String key, int revision, String variant, AssignmentReason reason) {
    this(key, revision, variant, reason, null);
  }

  /** The same as the events tell it. */
  public AssignedVariant toEvent() {
    return new AssignedVariant(key, revision, variant, reason, propensity);
  }
}
