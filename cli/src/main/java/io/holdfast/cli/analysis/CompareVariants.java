package io.holdfast.cli.analysis;

import io.holdfast.stickiness.statistics.AdjustedComparison;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.RelativeLift;

/**
 * Compares variants with the control on one metric.
 *
 * @param kind the metric's kind
 * @param control the control
 * @param alpha α of the intervals
 * @param plannedUsers N* of the always-valid ones
 */
record CompareVariants(MetricKind kind, Arm control, double alpha, long plannedUsers) {

  /** A variant beside the control. */
  Analysis.Variant beside(Arm variant) {
    return switch (Comparison.between(kind, control.outcome(), variant.outcome())) {
      case Inconclusive inconclusive ->
          Analysis.Variant.inconclusive(
              variant.name(), variant.units(), variant.value(kind), inconclusive.reason().id());
      case Estimate estimate -> variant(variant, estimate);
    };
  }

  private Analysis.Variant variant(Arm variant, Estimate estimate) {
    return new Analysis.Variant(
        variant.name(),
        variant.units(),
        estimate.variant().value(),
        Analysis.ESTIMATE,
        null,
        estimate.difference(),
        estimate.relativeLift().map(RelativeLift::value).orElse(null),
        estimate.relativeLift().map(lift -> Analysis.bounds(lift.interval(alpha))).orElse(null),
        estimate.standardError(),
        Analysis.bounds(estimate.interval(alpha)),
        estimate.pValue(),
        Analysis.bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
        estimate.posterior().chanceToBeatControl(),
        cuped(variant));
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
