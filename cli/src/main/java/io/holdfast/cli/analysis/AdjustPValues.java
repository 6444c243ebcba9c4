package io.holdfast.cli.analysis;

import io.holdfast.cli.analysis.Analysis.AdjustedP;
import io.holdfast.cli.analysis.Analysis.Metric;
import io.holdfast.cli.analysis.Analysis.Variant;
import io.holdfast.stickiness.statistics.MultipleTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Adjusts the p-values of an analysis for the number of its metrics and variants. */
final class AdjustPValues {

  private final double[] holm;
  private final double[] benjaminiHochberg;
  private int next;

  private AdjustPValues(double... pValues) {
    holm = MultipleTests.holm(pValues);
    benjaminiHochberg = MultipleTests.benjaminiHochberg(pValues);
  }

  /** The same metrics, every p with its adjusted ones. */
  static List<Metric> in(List<Metric> metrics) {
    AdjustPValues all =
        new AdjustPValues(
            metrics.stream()
                .flatMap(metric -> metric.variants().stream())
                .map(variant -> variant.comparison().p())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray());
    List<Metric> adjusted = new ArrayList<>();
    metrics.forEach(metric -> adjusted.add(all.adjust(metric)));
    return adjusted;
  }

  private Metric adjust(Metric metric) {
    List<Variant> variants = new ArrayList<>();
    metric.variants().forEach(variant -> variants.add(adjust(variant)));
    return metric.with(variants);
  }

  private Variant adjust(Variant variant) {
    if (variant.comparison().p() == null) {
      return variant;
    }
    AdjustedP adjusted = new AdjustedP(holm[next], benjaminiHochberg[next]);
    next++;
    return variant.with(adjusted);
  }
}
