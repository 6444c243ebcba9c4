package io.holdfast.core.evaluation;

import io.holdfast.core.artifact.Interval;
import java.util.Arrays;

/**
 * Two models compared on the same users: the mean over users of (model − baseline), with the 95 %
 * bootstrap interval of that mean. Pairing removes what makes some users harder than others, so it
 * tells apart models whose own intervals overlap.
 *
 * @param metric the metric compared
 * @param users how many users
 * @param difference mean of model − baseline
 * @param interval its 95 % interval
 */
public record PairedComparison(String metric, int users, double difference, Interval interval) {

  /**
   * Compares two reports of the same split.
   *
   * @throws IllegalArgumentException if they are not about the same users, or one lacks the metric
   */
  public static PairedComparison of(
      EvaluationReport model, EvaluationReport baseline, String metric, long seed) {
    if (!model.protocol().equals(baseline.protocol())
        || model.stage() != baseline.stage()
        || !Arrays.equals(model.perUser().users(), baseline.perUser().users())) {
      throw new IllegalArgumentException(
          "%s and %s were not evaluated on the same users"
              .formatted(model.model(), baseline.model()));
    }
    double[] differences = model.perUser().values(metric);
    double[] reference = baseline.perUser().values(metric);
    for (int u = 0; u < differences.length; u++) {
      differences[u] -= reference[u];
    }
    return new PairedComparison(
        metric,
        differences.length,
        Bootstrap.mean(differences),
        Bootstrap.interval95(differences, Bootstrap.SAMPLES, seed));
  }

  /** Whether the whole interval is below zero. */
  public boolean isSignificantlyWorse() {
    return interval.high() < 0;
  }

  /** Whether the whole interval is above zero. */
  public boolean isSignificantlyBetter() {
    return interval.low() > 0;
  }
}
