package io.holdfast.benchmarks.simulation;

import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.contracts.decision.ExperimentResults.Challenger;
import io.holdfast.contracts.decision.ExperimentResults.Metric;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.Interval;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import java.time.Instant;
import java.util.List;

/**
 * What metrics-dashboard would answer about two arms.
 *
 * @param control the control's matured users
 * @param challenger the challenger's
 * @param plannedUsers N*
 */
record SimulatedResults(
    SimulatedArm.Totals control, SimulatedArm.Totals challenger, long plannedUsers) {

  static final String CHALLENGER = "challenger";
  static final String RETENTION = "retention-day-7";
  static final String SESSION_SECONDS = "session-seconds";
  static final String SESSIONS_PER_USER = "sessions-per-user";

  /** The results of that day with always-valid intervals at that level. */
  ExperimentResults at(Instant day, double alpha) {
    return new ExperimentResults(
        "simulated",
        1,
        day,
        day,
        List.of(),
        true,
        List.of(
            metric(
                RETENTION,
                control.users(),
                challenger.users(),
                alpha,
                Comparison.between(
                    MetricKind.PROPORTION,
                    Moments.ofProportion(control.users(), control.returned()),
                    Moments.ofProportion(challenger.users(), challenger.returned()))),
            metric(
                SESSION_SECONDS,
                control.seconds().users(),
                challenger.seconds().users(),
                alpha,
                Comparison.between(MetricKind.RATIO, control.seconds(), challenger.seconds())),
            metric(
                SESSIONS_PER_USER,
                control.seconds().users(),
                challenger.seconds().users(),
                alpha,
                Comparison.between(
                    MetricKind.MEAN,
                    SimulatedArm.sessions(control),
                    SimulatedArm.sessions(challenger)))));
  }

  private Metric metric(
      String name, long controlUsers, long users, double alpha, Comparison comparison) {
    Challenger beside =
        switch (comparison) {
          case Inconclusive _ -> new Challenger(CHALLENGER, users, null, null);
          case Estimate estimate -> {
            Interval interval = estimate.alwaysValidInterval(alpha, plannedUsers);
            yield new Challenger(
                CHALLENGER,
                users,
                estimate.difference(),
                new ExperimentResults.Interval(interval.lower(), interval.upper()));
          }
        };
    return new Metric(name, controlUsers, List.of(beside));
  }
}
