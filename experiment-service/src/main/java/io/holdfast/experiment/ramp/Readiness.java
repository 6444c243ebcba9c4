package io.holdfast.experiment.ramp;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.Watermark;
import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Ramps.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether results are new and good enough to begin a ramp's next step. Thread-safe.
 *
 * @param clock what time it is
 * @param lateness how late events may come: that of the watermark
 */
record Readiness(Clock clock, Duration lateness) {

  /** Whether the results know anything of the step that a ramp is at. */
  static boolean tellsOf(State state, ExperimentResults results) {
    return results.evaluatedThrough() != null && results.evaluatedThrough().isAfter(state.since());
  }

  /**
   * Why the next step cannot begin, a kebab-case word and after a colon the particulars; empty if
   * it can.
   *
   * @param found the results; empty if metrics-dashboard does not know the experiment
   */
  Optional<String> objection(
      Experiment experiment, State state, Optional<ExperimentResults> found) {
    if (found.isEmpty()) {
      return Optional.of("metrics-behind: metrics-dashboard does not know the experiment yet");
    }
    ExperimentResults results = found.get();
    if (results.revision() != null && results.revision() < experiment.revision()) {
      return Optional.of(
          "metrics-behind: results are of revision %d, the experiment is at %d"
              .formatted(results.revision(), experiment.revision()));
    }
    if (!tellsOf(state, results)) {
      return Optional.of("metrics-behind: no day since the step began is evaluated yet");
    }
    Instant day = Watermark.of(clock, lateness).startOfDay();
    if (results.evaluatedThrough().isBefore(day)) {
      return Optional.of(
          "metrics-behind: results reach %s, the day is %s"
              .formatted(results.evaluatedThrough(), day));
    }
    if (!results.untrustworthy().isEmpty()) {
      return Optional.of("untrustworthy: " + String.join(", ", results.untrustworthy()));
    }
    if (results.sampleRatioHealthy() == null) {
      return Optional.of("untrustworthy: the sample ratio is not known");
    }
    return Optional.empty();
  }
}
