package io.holdfast.contracts.event;

import java.util.Objects;

/**
 * The variant of one experiment that a user got.
 *
 * @param key the experiment's key
 * @param revision the experiment's revision that decided
 * @param variant the variant's name
 * @param reason why
 * @param propensity the probability with which a user who takes part got that variant at that
 *     revision; null where no chance decided, and in what was written before it was told
 */
public record AssignedVariant(
    String key, int revision, String variant, AssignmentReason reason, Double propensity) {
  public AssignedVariant {
    Bounds.id("experiment key", key);
    Bounds.id("variant", variant);
    Objects.requireNonNull(reason, "reason");
    if (propensity != null && !(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException("propensity must lie in (0, 1], was " + propensity);
    }
  }

  /** One that no chance decided, or of which the chance is not known. */
  public AssignedVariant(String key, int revision, String variant, AssignmentReason reason) {
    this(key, revision, variant, reason, null);
  }
}
