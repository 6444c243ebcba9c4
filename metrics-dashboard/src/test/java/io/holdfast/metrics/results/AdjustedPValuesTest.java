package io.holdfast.metrics.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.metrics.results.ExperimentResults.AdjustedP;
import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Metric;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.MetricKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdjustedPValuesTest {

  private static Metric metric(String name, String role, double... pValues) {
    List<Variant> variants =
        java.util.stream.IntStream.range(0, pValues.length)
            .mapToObj(k -> variant("v" + k, pValues[k]))
            .toList();
    return new Metric(name, "mean", role, new Arm("c", 10, 1.0, null), variants, null);
  }

  private static Variant variant(String name, double p) {
    ArmEstimate arm = new ArmEstimate(10, 1, 1);
    return Findings.forOneLook(
        new Arm(name, 10, 1.0, null), new Estimate(MetricKind.MEAN, arm, arm, 0, 1, 18, p), 0.05);
  }

  /**
   * By hand: the deciding ones are 0.01, 0.04 and 0.03, so Holm gives 3 · 0.01, then 2 · 0.03 and
   * (at least that) 1 · 0.04; all four with 0.5, so Benjamini and Hochberg give 4 · 0.01, 4/3 ·
   * 0.04 for both 0.03 and 0.04, and 0.5.
   */
  @Test
  void decidingMetricsAreBoundTogetherAndAllAreExploredTogether() {
    List<Metric> adjusted =
        AdjustedPValues.in(
            List.of(
                metric("s", MetricRoles.SUCCESS, 0.01, 0.04),
                metric("g", MetricRoles.GUARDRAIL, 0.03),
                metric("d", MetricRoles.DESCRIPTIVE, 0.5)));
    assertThat(of(adjusted, 0, 0)).isEqualTo(new AdjustedP(0.03, 0.04));
    assertThat(of(adjusted, 0, 1)).isEqualTo(new AdjustedP(0.06, 0.04 * 4 / 3));
    assertThat(of(adjusted, 1, 0)).isEqualTo(new AdjustedP(0.06, 0.04 * 4 / 3));
    assertThat(of(adjusted, 2, 0)).isEqualTo(new AdjustedP(null, 0.5));
  }

  @Test
  void whatHasNoPIsLeftAsItIs() {
    Variant none = Findings.inconclusive(new Arm("v0", 0, null, null), "too-few-users");
    Metric metric =
        new Metric(
            "s", "mean", MetricRoles.SUCCESS, new Arm("c", 0, null, null), List.of(none), null);
    assertThat(AdjustedPValues.in(List.of(metric))).containsExactly(metric);
  }

  private static AdjustedP of(List<Metric> metrics, int metric, int variant) {
    return metrics.get(metric).variants().get(variant).adjustedP();
  }
}
