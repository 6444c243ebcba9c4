package io.holdfast.experiment.client;

import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.contracts.decision.ExperimentResults.Challenger;
import io.holdfast.contracts.decision.ExperimentResults.Interval;
import io.holdfast.contracts.decision.ExperimentResults.Metric;
import java.time.Instant;
import java.util.List;

/**
 * The part of metrics-dashboard's results that a decision reads; the rest is kept as evidence
 * unread. What could not be computed is null.
 */
record ResultsBody(
    String key,
    Integer revision,
    Instant watermark,
    Instant evaluatedThrough,
    List<String> untrustworthy,
    SampleRatioBody srm,
    List<MetricBody> metrics) {

  record SampleRatioBody(Boolean healthy) {}

  record MetricBody(String name, ArmBody control, List<VariantBody> variants) {}

  record ArmBody(Long n) {}

  record VariantBody(
      String name, Long n, String status, Double difference, List<Double> alwaysValidInterval) {}

  private static final String ESTIMATE = "estimate";

  /**
   * The same as the rule reads it.
   *
   * @throws IllegalArgumentException or {@link NullPointerException} if something needed is missing
   */
  ExperimentResults toDomain() {
    return new ExperimentResults(
        key,
        revision,
        watermark,
        evaluatedThrough,
        untrustworthy == null ? List.of() : untrustworthy,
        srm == null ? null : srm.healthy(),
        metrics.stream().map(ResultsBody::metric).toList());
  }

  private static Metric metric(MetricBody metric) {
    return new Metric(
        metric.name(),
        users(metric.control() == null ? null : metric.control().n()),
        metric.variants().stream().map(ResultsBody::challenger).toList());
  }

  private static Challenger challenger(VariantBody variant) {
    return new Challenger(
        variant.name(), users(variant.n()), variant.difference(), interval(variant));
  }

  private static long users(Long n) {
    return n == null ? 0 : n;
  }

  private static Interval interval(VariantBody variant) {
    List<Double> bounds = variant.alwaysValidInterval();
    if (!ESTIMATE.equals(variant.status())
        || variant.difference() == null
        || bounds == null
        || bounds.size() != 2
        || bounds.contains(null)) {
      return null;
    }
    return new Interval(bounds.getFirst(), bounds.getLast());
  }
}
