package io.holdfast.metrics.results;

import io.holdfast.metrics.results.ExperimentResults.AdjustedP;
import io.holdfast.metrics.results.ExperimentResults.Metric;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.stickiness.statistics.MultipleTests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adjusts the p-values of several metrics and variants for their number. */
final class AdjustedPValues {

  private record Test(String metric, String variant, double p) {}

  private AdjustedPValues() {}

  /**
   * The same metrics with adjusted p-values: by Holm among those that decide, by Benjamini and
   * Hochberg among all.
   */
  static List<Metric> in(List<Metric> metrics) {
    List<Test> all = new ArrayList<>();
    List<Test> deciding = new ArrayList<>();
    for (Metric metric : metrics) {
      for (Variant variant : metric.variants()) {
        if (variant.oneLook().p() != null) {
          Test test = new Test(metric.name(), variant.name(), variant.oneLook().p());
          all.add(test);
          if (!metric.role().equals(MetricRoles.DESCRIPTIVE)) {
            deciding.add(test);
          }
        }
      }
    }
    Map<Test, Double> holm = byTest(deciding, MultipleTests.holm(values(deciding)));
    Map<Test, Double> benjaminiHochberg = byTest(all, MultipleTests.benjaminiHochberg(values(all)));
    return metrics.stream().map(metric -> adjusted(metric, holm, benjaminiHochberg)).toList();
  }

  private static Metric adjusted(
      Metric metric, Map<Test, Double> holm, Map<Test, Double> benjaminiHochberg) {
    return new Metric(
        metric.name(),
        metric.kind(),
        metric.role(),
        metric.control(),
        metric.variants().stream()
            .map(
                variant -> {
                  if (variant.oneLook().p() == null) {
                    return variant;
                  }
                  Test test = new Test(metric.name(), variant.name(), variant.oneLook().p());
                  return variant.with(new AdjustedP(holm.get(test), benjaminiHochberg.get(test)));
                })
            .toList(),
        metric.quantiles());
  }

  private static double[] values(List<Test> tests) {
    return tests.stream().mapToDouble(Test::p).toArray();
  }

  private static Map<Test, Double> byTest(List<Test> tests, double[] adjusted) {
    Map<Test, Double> byTest = new HashMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      byTest.put(tests.get(i), adjusted[i]);
    }
    return byTest;
  }
}
