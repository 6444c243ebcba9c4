package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.Posterior;
import io.holdfast.stickiness.statistics.Prior;
import java.util.SplittableRandom;

/**
 * Experiments whose relative lift is drawn from the proper prior, so that a posterior must be right
 * on average: its interval covers, and where it says that the variant is better with a chance of 80
 * to 90 %, it is so that often.
 *
 * @param runs experiments
 * @param users in each arm
 * @param seed of the random numbers
 */
record BayesianSimulation(int runs, int users, long seed) {

  private static final double CONTROL = 10;
  private static final double DEVIATION = 2 * CONTROL;

  /** A posterior beside the truth that it was to find. */
  private record Outcome(Posterior posterior, double lift) {

    boolean likely() {
      return posterior.chanceToBeatControl() >= 0.8 && posterior.chanceToBeatControl() < 0.9;
    }
  }

  void print(Table table) {
    Runs<Outcome> outcomes = Runs.of(runs, seed, this::run);
    table.row(
        "lifts drawn from N(0, 0.3²): 95 % credible intervals cover",
        outcomes.share(each -> each.posterior().interval(0.05).contains(each.lift())),
        Unit.PERCENT,
        new Bound(0.94, 0.96));
    double likely = outcomes.share(Outcome::likely);
    table.row(
        "where the chance to beat control is 80 to 90 %, the variant is better",
        outcomes.share(each -> each.likely() && each.lift() > 0) / likely,
        Unit.PERCENT,
        new Bound(0.8, 0.9));
  }

  private Outcome run(SplittableRandom random) {
    double lift = Prior.RELATIVE_LIFT.standardDeviation() * random.nextGaussian();
    Estimate estimate =
        (Estimate)
            Comparison.between(
                MetricKind.MEAN, arm(random, CONTROL), arm(random, CONTROL * (1 + lift)));
    Posterior posterior =
        estimate.relativeLift().orElseThrow().posterior(Prior.RELATIVE_LIFT).orElseThrow();
    return new Outcome(posterior, lift);
  }

  private Moments arm(SplittableRandom random, double mean) {
    Moments moments = Moments.EMPTY;
    for (int user = 0; user < users; user++) {
      moments = moments.plus(mean + DEVIATION * random.nextGaussian());
    }
    return moments;
  }
}
