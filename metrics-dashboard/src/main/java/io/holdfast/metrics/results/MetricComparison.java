package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.InconclusiveReason;
import io.holdfast.stickiness.statistics.Interval;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.SufficientStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the variants of an experiment on one metric.
 *
 * @param control the control's name
 * @param weights the share of each variant, by name, in order
 * @param plannedUsers N*, all variants together, fixed at the start
 * @param alpha one minus the level of the intervals
 * @param healthySplit whether the sample ratio has shown no fault; otherwise nothing is compared
 */
record MetricComparison(
    String control,
    Map<String, Double> weights,
    int plannedUsers,
    double alpha,
    boolean healthySplit) {

  /** The arms of an experiment. */
  static MetricComparison of(ExperimentChanged definition, double alpha) {
    return new MetricComparison(
        definition.control(),
        Experiment.weights(definition),
        definition.plannedUsers(),
        alpha,
        true);
  }

  /**
   * The same arms, compared only if the split can be trusted. Else every comparison is inconclusive
   * by {@link InconclusiveReason#SAMPLE_RATIO_MISMATCH}, and the arms are described by their own
   * values alone.
   */
  MetricComparison onlyIf(boolean healthy) {
    return new MetricComparison(control, weights, plannedUsers, alpha, healthy);
  }

  /** The variants that are compared with the control, in order. */
  List<String> challengers() {
    return weights.keySet().stream().filter(variant -> !variant.equals(control)).toList();
  }

  /** The arm's own value. */
  Arm arm(MetricKind kind, String variant, StratifiedArms arms) {
    SufficientStatistics statistics = arms.whole(kind, variant);
    return switch (ArmValue.of(kind, statistics)) {
      case Inconclusive _ -> new Arm(variant, statistics.users(), null, null);
      case ArmEstimate estimate ->
          new Arm(
              variant,
              estimate.users(),
              estimate.value(),
              estimate
                  .alwaysValidInterval(alpha, plannedUsersOf(variant))
                  .map(interval -> kind == MetricKind.PROPORTION ? share(interval) : interval)
                  .map(Findings::bounds)
                  .orElse(null));
    };
  }

  /**
   * A variant beside the control.
   *
   * @param covariates for the adjusted difference; without rows there is none
   * @param margin of a guardrail; empty for another metric
   */
  Variant beside(
      MetricKind kind,
      String variant,
      StratifiedArms arms,
      CovariateArms covariates,
      Optional<Double> margin) {
    Arm arm = arm(kind, variant, arms);
    long planned = Math.max(1, plannedUsers);
    return switch (arms.compare(kind, control, variant).onlyIf(healthySplit)) {
      case Inconclusive inconclusive -> Findings.inconclusive(arm, inconclusive.reason().id());
      case Estimate estimate ->
          Findings.everyDay(
              arm,
              estimate,
              alpha,
              planned,
              covariates.compare(kind, control, variant, alpha, planned),
              margin);
    };
  }

  /** The arm's part of the planned users by its weight. */
  long plannedUsersOf(String variant) {
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    double share = all > 0 ? weights.getOrDefault(variant, 0.0) / all : 0;
    return Math.max(1, Math.round(plannedUsers * share));
  }

  /** A share lies between 0 and 1, whatever the normal approximation says. */
  static Interval share(Interval interval) {
    return new Interval(
        Math.clamp(interval.lower(), 0.0, 1.0), Math.clamp(interval.upper(), 0.0, 1.0));
  }
}
