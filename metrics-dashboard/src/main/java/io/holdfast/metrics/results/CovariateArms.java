package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.BreakdownFigures.VariantCovariates;
import io.holdfast.metrics.results.ExperimentResults.Cuped;
import io.holdfast.stickiness.statistics.AdjustedComparison;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares arms on one metric after adjustment by what users did before their first exposure.
 *
 * @param rows the metric's moments in every arm and period of constant weights
 */
record CovariateArms(List<VariantCovariates> rows) {

  /**
   * The adjusted difference of a variant to the control; periods of constant weights are adjusted
   * one by one and then combined.
   *
   * @param alpha one minus the level
   * @param plannedUsers N*
   * @return empty if no user of some arm has covariates, or the adjusted values cannot be compared
   */
  Optional<Cuped> compare(
      MetricKind kind, String control, String variant, double alpha, long plannedUsers) {
    List<AdjustedEstimate> adjusted = new ArrayList<>();
    for (VariantCovariates base : rows) {
      for (VariantCovariates other : rows) {
        if (base.variant().equals(control)
            && other.variant().equals(variant)
            && base.stratum() == other.stratum()
            && AdjustedComparison.between(kind, base.moments(), other.moments())
                instanceof AdjustedEstimate estimate) {
          adjusted.add(estimate);
        }
      }
    }
    return switch (adjusted.size()) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(
              cuped(
                  adjusted.getFirst().estimate(),
                  adjusted.getFirst().varianceReduction(),
                  alpha,
                  plannedUsers));
      default -> combined(kind, adjusted, alpha, plannedUsers);
    };
  }

  private static Optional<Cuped> combined(
      MetricKind kind, List<AdjustedEstimate> adjusted, double alpha, long plannedUsers) {
    MetricKind adjustedKind = kind == MetricKind.RATIO ? MetricKind.RATIO : MetricKind.MEAN;
    List<Stratum> with = adjusted.stream().map(each -> Stratum.of(each.estimate())).toList();
    List<Stratum> without = adjusted.stream().map(each -> Stratum.of(each.unadjusted())).toList();
    return StratifiedArms.combined(adjustedKind, with) instanceof Estimate estimate
            && StratifiedArms.combined(adjustedKind, without) instanceof Estimate unadjusted
        ? Optional.of(
            cuped(
                estimate,
                1 - Math.pow(estimate.standardError() / unadjusted.standardError(), 2),
                alpha,
                plannedUsers))
        : Optional.empty();
  }

  private static Cuped cuped(
      Estimate estimate, double varianceReduction, double alpha, long plannedUsers) {
    return new Cuped(
        estimate.difference(),
        estimate.standardError(),
        Findings.bounds(estimate.interval(alpha)),
        Findings.bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
        varianceReduction);
  }
}
