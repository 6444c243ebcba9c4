package io.holdfast.cli.analysis;

import io.holdfast.stickiness.statistics.AdjustedComparison;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.RelativeLift;
import java.util.Optional;

/**
 * Compares variants with the control on one metric.
 *
 * @param kind the metric's kind
 * @param control the control
 * @param alpha α of the intervals
 * @param plannedUsers N* of the always-valid ones
 * @param healthySplit whether the sample ratio shows no fault; otherwise nothing is compared
 */
record CompareVariants(
    MetricKind kind, Arm control, double alpha, long plannedUsers, boolean healthySplit) {

  /** A variant beside the control. */
  Analysis.Variant beside(Arm variant) {
    Analysis.Arm described = variant.described(kind);
    return switch (Comparison.between(kind, control.outcome(), variant.outcome())
        .onlyIf(healthySplit)) {
      case Inconclusive inconclusive ->
          Analysis.Variant.inconclusive(described, inconclusive.reason().id());
      case Estimate estimate ->
          Analysis.Variant.estimate(described, difference(estimate), cuped(variant));
    };
  }

  private Analysis.Difference difference(Estimate estimate) {
    Optional<RelativeLift> lift = estimate.relativeLift();
    return new Analysis.Difference(
        estimate.difference(),
        lift.map(RelativeLift::value).orElse(null),
        lift.map(each -> Analysis.bounds(each.interval(alpha))).orElse(null),
        estimate.standardError(),
        Analysis.bounds(estimate.interval(alpha)),
        estimate.pValue(),
        null,
        Analysis.bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
        estimate.posterior().chanceToBeatControl());
  }

  private Analysis.Cuped cuped(Arm variant) {
    if (control.adjusted().isEmpty() || variant.adjusted().isEmpty()) {
      return null;
    }
    return switch (AdjustedComparison.between(
        kind, control.adjusted().get(), variant.adjusted().get())) {
      case Inconclusive _ -> null;
      case AdjustedEstimate adjusted -> {
        Estimate estimate = adjusted.estimate();
        yield new Analysis.Cuped(
            estimate.difference(),
            estimate.standardError(),
            Analysis.bounds(estimate.interval(alpha)),
            Analysis.bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
            adjusted.varianceReduction());
      }
    };
  }
}
