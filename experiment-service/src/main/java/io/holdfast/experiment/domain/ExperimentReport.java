package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.ExperimentState;
import java.time.Instant;
import java.util.Objects;

/**
 * An experiment and how far its evaluation is.
 *
 * @param experiment the experiment
 * @param changedAt when its present revision was made
 * @param evaluatedThrough the last watermark day that was evaluated; null before the start
 * @param undecidedReason why the day after that is not evaluated although it is due; null if it is
 *     not due
 * @param lastDecision the decision that was made last; null if none was
 */
public record ExperimentReport(
    Experiment experiment,
    Instant changedAt,
    Instant evaluatedThrough,
    String undecidedReason,
    Decision lastDecision) {
  public ExperimentReport {
    Objects.requireNonNull(experiment, "experiment");
  }

  /** The last decision with where it stands, nothing being newer; null if there is none. */
  public DecisionReport standing() {
    boolean open =
        experiment.state() == ExperimentState.RUNNING
            || experiment.state() == ExperimentState.PAUSED;
    return lastDecision == null ? null : DecisionReport.of(lastDecision, null, open);
  }
}
