package io.holdfast.experiment.client;

import io.holdfast.experiment.domain.Rewards.Arm;
import io.holdfast.experiment.domain.Rewards.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The part of metrics-dashboard's allocation that a move reads; the rest is kept unread. */
record AllocationBody(
    Integer revision,
    Instant evaluatedThrough,
    List<String> untrustworthy,
    String status,
    String reason,
    List<ArmBody> arms) {
  private static final String ESTIMATE = "estimate";

  record ArmBody(String name, Long users, Double weight) {}

  /**
   * The same as a move reads it.
   *
   * @throws IllegalArgumentException or {@link NullPointerException} if something needed is missing
   */
  Reading toDomain(Map<String, Object> asRead) {
    boolean estimated = ESTIMATE.equals(status);
    return new Reading(
        Objects.requireNonNull(revision, "revision"),
        evaluatedThrough,
        Objects.requireNonNull(untrustworthy, "untrustworthy"),
        arms.stream().map(arm -> arm(arm, estimated)).toList(),
        estimated ? null : Objects.requireNonNull(reason, "reason"),
        asRead);
  }

  private static Arm arm(ArmBody arm, boolean estimated) {
    if (estimated && !(arm.weight() != null && arm.weight() > 0 && arm.weight() <= 1)) {
      throw new IllegalArgumentException(
          "a weight of %s for %s".formatted(arm.weight(), arm.name()));
    }
    return new Arm(arm.name(), Objects.requireNonNull(arm.users(), "users"), arm.weight());
  }
}
