package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.stickiness.statistics.AdjustedComparison;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How much variance CUPED removes with a covariate of correlation 0.7, known of everybody: in
 * theory 0.7² = 49 %.
 *
 * @param runs experiments
 * @param users in each arm
 * @param seed of the random numbers
 */
record CovariateSimulation(int runs, int users, long seed) {

  private static final double CORRELATION = 0.7;

  void print(Table table) {
    Runs<AdjustedEstimate> estimates = Runs.of(runs, seed, this::run);
    double adjusted = variance(estimates, each -> each.estimate().difference());
    double unadjusted = variance(estimates, each -> each.unadjusted().difference());
    table.row(
        "CUPED, correlation 0.7: empirical variance removed",
        1 - adjusted / unadjusted,
        Unit.PERCENT,
        new Bound(0.47, 0.51));
    table.row(
        "CUPED, correlation 0.7: reported, on average",
        estimates.outcomes().stream()
            .mapToDouble(AdjustedEstimate::varianceReduction)
            .average()
            .orElseThrow(),
        Unit.PERCENT,
        new Bound(0.47, 0.51));
  }

  private AdjustedEstimate run(SplittableRandom random) {
    return (AdjustedEstimate) AdjustedComparison.between(MetricKind.MEAN, arm(random), arm(random));
  }

  private CovariateMoments arm(SplittableRandom random) {
    CovariateMoments moments = CovariateMoments.ofMean(1);
    for (int user = 0; user < users; user++) {
      double before = random.nextGaussian();
      double own = random.nextGaussian();
      double after = CORRELATION * before + Math.sqrt(1 - CORRELATION * CORRELATION) * own;
      moments = moments.plusKnown(after, before);
    }
    return moments;
  }

  private static double variance(
      Runs<AdjustedEstimate> estimates, ToDoubleFunction<AdjustedEstimate> what) {
    return Moments.of(estimates.outcomes().stream().mapToDouble(what).toArray()).variance();
  }
}
