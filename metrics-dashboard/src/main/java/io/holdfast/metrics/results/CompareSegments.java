package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.metrics.domain.BreakdownFigures;
import io.holdfast.metrics.domain.BreakdownFigures.SegmentMoments;
import io.holdfast.metrics.domain.BreakdownFigures.SegmentUsers;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.results.ExperimentResults.Segment;
import io.holdfast.metrics.results.ExperimentResults.SegmentMetric;
import io.holdfast.metrics.results.ExperimentResults.Segments;
import io.holdfast.metrics.results.ExperimentResults.VariantUsers;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An experiment's results in each value of an attribute.
 *
 * @param definition the experiment
 * @param comparison its arms
 * @param suppression what to withhold
 */
record CompareSegments(
    ExperimentChanged definition, MetricComparison comparison, Suppression suppression) {

  /** Reads and compares; nothing is left out of any value, known or not. */
  Uni<Segments> by(BreakdownFigures figures, int experimentNumber, String attribute) {
    return Uni.combine()
        .all()
        .unis(
            figures.segmentUsers(experimentNumber, attribute),
            figures.segmentMoments(experimentNumber, attribute))
        .asTuple()
        .map(read -> segments(attribute, read.getItem1(), read.getItem2()));
  }

  private Segments segments(
      String attribute, List<SegmentUsers> users, List<SegmentMoments> moments) {
    List<ReducibleMetric> metrics = ExperimentMetrics.reducible(definition.policy());
    Map<String, Map<String, Long>> exposed = new HashMap<>();
    users.forEach(each -> count(exposed, each.value(), each.variant(), each.users()));
    Map<String, Set<String>> withheld = new HashMap<>();
    for (ReducibleMetric metric : metrics) {
      withheld.put(metric.id(), suppression.withheld(matured(metric, moments)));
    }
    Set<String> withheldUsers = suppression.withheld(exposed);
    SortedSet<String> values = new TreeSet<>(exposed.keySet());
    return new Segments(
        attribute,
        suppression.minimum(),
        values.stream()
            .map(
                value ->
                    new Segment(
                        value,
                        withheldUsers.contains(value),
                        withheldUsers.contains(value) ? null : exposures(exposed.get(value)),
                        metrics.stream()
                            .map(
                                metric ->
                                    withheld.get(metric.id()).contains(value)
                                        ? new SegmentMetric(metric.id(), true, null, List.of())
                                        : shown(metric, value, moments))
                            .toList()))
            .toList());
  }

  private static Map<String, Map<String, Long>> matured(
      ReducibleMetric metric, List<SegmentMoments> moments) {
    Map<String, Map<String, Long>> users = new HashMap<>();
    moments.stream()
        .filter(each -> each.metric().equals(metric.id()))
        .forEach(each -> count(users, each.value(), each.variant(), each.moments().users()));
    return users;
  }

  private static void count(
      Map<String, Map<String, Long>> counts, String value, String variant, long users) {
    counts.computeIfAbsent(value, _ -> new HashMap<>()).merge(variant, users, Long::sum);
  }

  private List<VariantUsers> exposures(Map<String, Long> users) {
    return comparison.weights().keySet().stream()
        .map(variant -> new VariantUsers(variant, users.getOrDefault(variant, 0L)))
        .toList();
  }

  private SegmentMetric shown(ReducibleMetric metric, String value, List<SegmentMoments> moments) {
    StratifiedArms arms = new StratifiedArms();
    moments.stream()
        .filter(each -> each.metric().equals(metric.id()) && each.value().equals(value))
        .forEach(each -> arms.add(each.stratum(), each.variant(), each.moments()));
    return new SegmentMetric(
        metric.id(),
        false,
        comparison.arm(metric.kind(), comparison.control(), arms),
        comparison.challengers().stream()
            .map(
                variant ->
                    comparison.beside(
                        metric.kind(),
                        variant,
                        arms,
                        new CovariateArms(List.of()),
                        Optional.empty()))
            .toList());
  }
}
