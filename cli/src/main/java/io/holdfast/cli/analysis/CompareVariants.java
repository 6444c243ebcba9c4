package io.holdfast.cli.analysis;

import io.holdfast.stickiness.statistics.AdjustedComparison;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.MetricKind;

/**
 * Compares variants with the control on one metric of units.
 *
 * @param kind the metric's kind
 * @param control the control
 * @param differences how differences are told
 * @param healthySplit whether the sample ratio shows no fault; otherwise nothing is compared
 */
record CompareVariants(
    MetricKind kind, Arm control, Differences differences, boolean healthySplit) {

  /** A variant beside the control. */
  Analysis.Variant beside(Arm variant) {
    Analysis.Arm described = variant.described(kind);
    return switch (Comparison.between(kind, control.outcome(), variant.outcome())
        .onlyIf(healthySplit)) {
      case Inconclusive inconclusive ->
          Analysis.Variant.inconclusive(described, inconclusive.reason().id());
      case Estimate estimate ->
          Analysis.Variant.estimate(described, differences.everyDay(estimate), cuped(variant));
    };
  }

  private Analysis.Cuped cuped(Arm variant) {
    if (control.adjusted().isEmpty() || variant.adjusted().isEmpty()) {
      return null;
    }
    return switch (AdjustedComparison.between(
        kind, control.adjusted().get(), variant.adjusted().get())) {
      case Inconclusive _ -> null;
      case AdjustedEstimate adjusted -> differences.adjusted(adjusted);
    };
  }
}
