package io.holdfast.cli.analysis;

import io.holdfast.cli.analysis.Analysis.Cuped;
import io.holdfast.cli.analysis.Analysis.Difference;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Posterior;
import io.holdfast.stickiness.statistics.Prior;
import io.holdfast.stickiness.statistics.RelativeLift;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Puts estimates into the words of an analysis.
 *
 * @param alpha α of the intervals
 * @param plannedUsers N* of the always-valid ones
 * @param prior the standard deviation of a normal prior around 0 of the relative lift; empty for a
 *     flat one
 */
record Differences(double alpha, long plannedUsers, OptionalDouble prior) {

  /** A difference that may be looked at as often as one likes. */
  Difference everyDay(Estimate estimate) {
    return difference(estimate, Analysis.bounds(estimate.alwaysValidInterval(alpha, plannedUsers)));
  }

  /** A difference for one planned look. */
  Difference forOneLook(Estimate estimate) {
    return difference(estimate, null);
  }

  private Difference difference(Estimate estimate, List<Double> alwaysValidInterval) {
    Optional<RelativeLift> lift = estimate.relativeLift();
    return new Difference(
        estimate.difference(),
        lift.map(RelativeLift::value).orElse(null),
        lift.map(each -> Analysis.bounds(each.interval(alpha))).orElse(null),
        estimate.standardError(),
        Analysis.bounds(estimate.interval(alpha)),
        estimate.pValue(),
        null,
        alwaysValidInterval,
        posterior(estimate).map(Posterior::chanceToBeatControl).orElse(null));
  }

  private Optional<Posterior> posterior(Estimate estimate) {
    return prior.isEmpty()
        ? Optional.of(estimate.posterior())
        : estimate
            .relativeLift()
            .flatMap(lift -> lift.posterior(new Prior.Normal(0, prior.getAsDouble())));
  }

  /** A difference adjusted by the covariate. */
  Cuped adjusted(AdjustedEstimate adjusted) {
    Estimate estimate = adjusted.estimate();
    return new Cuped(
        estimate.difference(),
        estimate.standardError(),
        Analysis.bounds(estimate.interval(alpha)),
        Analysis.bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
        adjusted.varianceReduction());
  }
}
