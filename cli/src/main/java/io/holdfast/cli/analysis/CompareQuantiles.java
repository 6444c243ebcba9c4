package io.holdfast.cli.analysis;

import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.ClusteredQuantile;
import io.holdfast.stickiness.statistics.ClusteredValues;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;

/**
 * Compares variants with the control on a quantile of the values of rows, errors clustered by unit.
 *
 * @param quantile which
 * @param control the control's; the bootstrap that it may cost is paid once
 * @param differences how differences are told
 * @param healthySplit whether the sample ratio shows no fault; otherwise nothing is compared
 */
record CompareQuantiles(
    ClusteredQuantile quantile, ArmValue control, Differences differences, boolean healthySplit) {

  /** A variant beside the control. */
  Analysis.Variant beside(String name, ClusteredValues values) {
    ArmValue variant = quantile.of(values);
    Analysis.Arm described = described(name, values.users(), variant);
    return switch (ClusteredQuantile.between(control, variant).onlyIf(healthySplit)) {
      case Inconclusive inconclusive ->
          Analysis.Variant.inconclusive(described, inconclusive.reason().id());
      case Estimate estimate ->
          Analysis.Variant.estimate(described, differences.forOneLook(estimate), null);
    };
  }

  /** An arm's own quantile. */
  static Analysis.Arm described(String name, long units, ArmValue quantile) {
    return new Analysis.Arm(
        name, units, quantile instanceof ArmEstimate estimate ? estimate.value() : null);
  }
}
