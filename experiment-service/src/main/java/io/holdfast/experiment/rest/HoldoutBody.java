package io.holdfast.experiment.rest;

import io.holdfast.experiment.domain.HoldoutPlan;
import java.time.Instant;

/**
 * A holdout as it is sent; what is not known is absent.
 *
 * @param name its name
 * @param key the key under which metrics-dashboard tells its outcome
 * @param revision grows by one with each change
 * @param share the share of users that it holds
 * @param description what it is for
 * @param plannedUsers N* of the always-valid intervals of its outcome
 * @param createdAt when it was made
 * @param endedAt when it was ended
 */
public record HoldoutBody(
    String name,
    String key,
    int revision,
    double share,
    String description,
    int plannedUsers,
    Instant createdAt,
    Instant endedAt) {
  static HoldoutBody of(HoldoutPlan plan) {
    return new HoldoutBody(
        plan.name(),
        plan.holdout().key(),
        plan.holdout().revision(),
        plan.holdout().share(),
        plan.description(),
        plan.plannedUsers(),
        plan.createdAt(),
        plan.endedAt());
  }
}
