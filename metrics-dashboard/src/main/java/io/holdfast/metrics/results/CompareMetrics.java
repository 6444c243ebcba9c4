package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.ReturnTimes;
import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Metric;
import io.holdfast.metrics.results.QuantileComparison.ArmUsers;
import io.holdfast.stickiness.metric.MetricId;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.holdfast.stickiness.metric.ReturnDays;
import io.holdfast.stickiness.metric.SessionSeconds;
import java.util.List;
import java.util.Optional;

/** Every metric of an experiment, the variants beside the control. */
final class CompareMetrics {

  private static final String UNKNOWN_METRIC = "unknown-metric";
  private static final String BEYOND_HORIZON = "beyond-horizon";

  private final ExperimentChanged definition;
  private final MetricComparison comparison;
  private final ExperimentRollups rollups;
  private final MetricRoles roles;

  CompareMetrics(
      ExperimentChanged definition, MetricComparison comparison, ExperimentRollups rollups) {
    this.definition = definition;
    this.comparison = comparison;
    this.rollups = rollups;
    this.roles = new MetricRoles(definition.policy());
  }

  /** The metrics, the success metric first, then the guardrails. */
  List<Metric> all() {
    return AdjustedPValues.in(
        ExperimentMetrics.names(definition.policy()).stream().map(this::metric).toList());
  }

  private Metric metric(String name) {
    Optional<MetricId> parsed = ExperimentMetrics.parse(name);
    if (parsed.isEmpty()) {
      return inconclusive(name, null, UNKNOWN_METRIC);
    }
    return switch (parsed.get()) {
      case ReturnDays returnDays
          when returnDays.days() * ReturnTimes.HOURS_A_DAY > ReturnTimes.HORIZON_HOURS ->
          inconclusive(name, returnDays.kind().id(), BEYOND_HORIZON);
      case ReturnDays returnDays ->
          new ReturnComparison(comparison, rollups.returnTimes())
              .compare(returnDays, roles.of(name));
      case ReducibleMetric reducible -> reducible(name, reducible);
    };
  }

  private Metric reducible(String name, ReducibleMetric metric) {
    StratifiedArms arms = rollups.arms(name);
    CovariateArms covariates = rollups.covariateArms(name);
    return new Metric(
        name,
        metric.kind().id(),
        roles.of(name),
        comparison.arm(metric.kind(), comparison.control(), arms),
        comparison.challengers().stream()
            .map(
                variant ->
                    comparison.beside(metric.kind(), variant, arms, covariates, roles.margin(name)))
            .toList(),
        metric instanceof SessionSeconds ? quantiles().compare() : null);
  }

  private QuantileComparison quantiles() {
    String metric = new SessionSeconds().id();
    return new QuantileComparison(
        comparison,
        rollups.lengths(),
        rollups.moments().stream()
            .filter(each -> each.metric().equals(metric))
            .map(each -> new ArmUsers(each.stratum(), each.variant(), each.moments().users()))
            .toList());
  }

  private Metric inconclusive(String name, String kind, String reason) {
    return new Metric(
        name,
        kind,
        roles.of(name),
        new Arm(comparison.control(), 0, null, null),
        comparison.challengers().stream()
            .map(variant -> Findings.inconclusive(new Arm(variant, 0, null, null), reason))
            .toList(),
        null);
  }
}
