package io.holdfast.experiment.domain;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExperimentVariant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A holdout with what is told about it. The log is told of it as of an experiment between {@link
 * Holdout#HELD_OUT}, the control, and {@link Holdout#RELEASED}, so that metrics-dashboard compares
 * the two; nothing is decided by it.
 *
 * @param holdout whom it holds
 * @param description what it is for; null if nobody said
 * @param plannedUsers N* of the always-valid intervals of its outcome
 * @param createdAt when it was made
 * @param endedAt when it was ended; null before
 */
public record HoldoutPlan(
    Holdout holdout, String description, int plannedUsers, Instant createdAt, Instant endedAt) {
  /** The scenario that the log is told: a holdout spans those of its experiments. */
  private static final String EVERY_SCENARIO = "all";

  private static final String METRIC = "retention-day-7";
  private static final double ALPHA = 0.05;

  public HoldoutPlan {
    Objects.requireNonNull(holdout, "holdout");
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Its name. */
  public String name() {
    return holdout.name();
  }

  /** The next revision, ended. */
  public HoldoutPlan ended(Instant now) {
    return new HoldoutPlan(
        new Holdout(holdout.name(), holdout.share(), holdout.revision() + 1),
        description,
        plannedUsers,
        createdAt,
        now);
  }

  /** What the log tells about this revision: the full snapshot. */
  public ExperimentChanged toEvent(Instant now) {
    return new ExperimentChanged(
        UUID.randomUUID(),
        holdout.revision(),
        holdout.key(),
        description == null ? holdout.key() : description,
        endedAt == null ? ExperimentState.RUNNING : ExperimentState.STOPPED,
        EVERY_SCENARIO,
        null,
        1,
        List.of(
            new ExperimentVariant(Holdout.HELD_OUT, holdout.share(), null, Map.of()),
            new ExperimentVariant(Holdout.RELEASED, 1 - holdout.share(), null, Map.of())),
        Holdout.HELD_OUT,
        null,
        new DecisionPolicy(METRIC, List.of(), ALPHA, 0, 0, DecisionPolicy.Mode.APPROVAL),
        plannedUsers,
        createdAt,
        endedAt,
        now);
  }
}
