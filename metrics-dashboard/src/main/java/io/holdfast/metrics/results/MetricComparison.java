package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Metric;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.stickiness.metric.MetricId;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.Interval;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import io.holdfast.stickiness.statistics.RelativeLift;
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
 */
record MetricComparison(
    String control, Map<String, Double> weights, int plannedUsers, double alpha) {

  private static final String ESTIMATE = "estimate";
  private static final String INCONCLUSIVE = "inconclusive";

  /** The metric of that id, from each variant's sums. */
  Metric compare(String name, Map<String, PairMoments> moments) {
    Optional<MetricId> metric = ExperimentMetrics.parse(name);
    String kind = metric.map(id -> id.kind().id()).orElse(null);
    if (metric.isEmpty() || !(metric.get() instanceof ReducibleMetric reducible)) {
      String reason = metric.isEmpty() ? "unknown-metric" : "not-in-this-version";
      return new Metric(
          name,
          kind,
          new Arm(control, 0, null, null),
          challengers()
              .map(variant -> inconclusive(new Arm(variant, 0, null, null), reason))
              .toList());
    }
    SufficientStatistics base = statistics(reducible.kind(), moments.get(control));
    return new Metric(
        name,
        kind,
        arm(control, reducible.kind(), base),
        challengers()
            .map(
                variant ->
                    beside(
                        base,
                        variant,
                        reducible.kind(),
                        statistics(reducible.kind(), moments.get(variant))))
            .toList());
  }

  private java.util.stream.Stream<String> challengers() {
    return weights.keySet().stream().filter(variant -> !variant.equals(control));
  }

  private static SufficientStatistics statistics(MetricKind kind, PairMoments stored) {
    PairMoments moments = stored == null ? PairMoments.EMPTY : stored;
    return switch (kind) {
      case PROPORTION ->
          Moments.ofProportion(moments.users(), Math.round(moments.numerator().sum()));
      case MEAN -> moments.numerator();
      case RATIO -> moments;
      case SURVIVAL -> throw new IllegalArgumentException(kind.id());
    };
  }

  private Arm arm(String variant, MetricKind kind, SufficientStatistics statistics) {
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
                  .map(MetricComparison::bounds)
                  .orElse(null));
    };
  }

  /** The arm's part of the planned users by its weight. */
  long plannedUsersOf(String variant) {
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    double share = all > 0 ? weights.getOrDefault(variant, 0.0) / all : 0;
    return Math.max(1, Math.round(plannedUsers * share));
  }

  private Variant beside(
      SufficientStatistics base, String name, MetricKind kind, SufficientStatistics statistics) {
    Arm arm = arm(name, kind, statistics);
    return switch (Comparison.between(kind, base, statistics)) {
      case Inconclusive inconclusive -> inconclusive(arm, inconclusive.reason().id());
      case Estimate estimate ->
          new Variant(
              name,
              arm.n(),
              arm.value(),
              arm.valueInterval(),
              ESTIMATE,
              null,
              estimate.difference(),
              estimate.relativeLift().map(RelativeLift::value).orElse(null),
              estimate.standardError(),
              bounds(estimate.interval(alpha)),
              estimate.pValue(),
              bounds(estimate.alwaysValidInterval(alpha, Math.max(1, plannedUsers))),
              null,
              null);
    };
  }

  private static Variant inconclusive(Arm arm, String reason) {
    return new Variant(
        arm.name(),
        arm.n(),
        arm.value(),
        arm.valueInterval(),
        INCONCLUSIVE,
        reason,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A share lies between 0 and 1, whatever the normal approximation says. */
  static Interval share(Interval interval) {
    return new Interval(
        Math.clamp(interval.lower(), 0.0, 1.0), Math.clamp(interval.upper(), 0.0, 1.0));
  }

  static List<Double> bounds(Interval interval) {
    return List.of(interval.lower(), interval.upper());
  }
}
