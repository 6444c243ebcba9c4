package io.holdfast.contracts.event;

import java.util.Objects;

/**
 * The variant of one experiment that a user got.
 *
 * @param key the experiment's key
 * @param revision the experiment's revision that decided
 * @param variant the variant's name
 * @param reason why
 */
public record AssignedVariant(String key, int revision, String variant, AssignmentReason reason) {
  public AssignedVariant {
    Bounds.id("experiment key", key);
    Bounds.id("variant", variant);
    Objects.requireNonNull(reason, "reason");
  }
}
