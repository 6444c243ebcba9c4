package io.holdfast.cli.analysis;

import io.holdfast.cli.analysis.MetricDefinition.OfRows;
import io.holdfast.cli.analysis.MetricDefinition.OfUnits;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.ClusteredQuantile;
import io.holdfast.stickiness.statistics.ClusteredValues;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.SampleRatio;
import io.holdfast.stickiness.statistics.SampleRatioOutcome;
import io.holdfast.stickiness.statistics.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Analyses an experiment from a table. */
public final class AnalyzeTable {

  /** More dropped units than this share of all, and the results are untrustworthy. */
  static final double MOST_SWITCHERS = 0.01;

  /** Of the bootstrap of a quantile, so that the same table gives the same analysis. */
  private static final long BOOTSTRAP_SEED = 1;

  private final AnalysisRequest request;
  private final UnitTable table;

  /** The variants of the table by name, with their numbers. */
  private final SequencedMap<String, Integer> variants = new TreeMap<>();

  private AnalyzeTable(AnalysisRequest request, UnitTable table) {
    this.request = request;
    this.table = table;
    List<String> names = table.variants();
    for (int variant = 0; variant < names.size(); variant++) {
      variants.put(names.get(variant), variant);
    }
  }

  /**
   * Reads the table, reduces its rows and compares every variant with the control on every metric.
   * The order of the rows does not matter, but for the last digits of sums.
   *
   * @throws io.holdfast.cli.table.TableException if a field does not fit, with its line
   * @throws IllegalArgumentException if the table does not have the columns or variants that were
   *     asked for, or nothing but the control
   */
  public static Analysis run(AnalysisRequest request) throws IOException {
    AnalyzeTable analyze = new AnalyzeTable(request, UnitTable.read(request));
    analyze.checkVariants();
    return analyze.analysis();
  }

  private void checkVariants() {
    String found = request.data().getFileName() + ": " + request.variant() + " has the values ";
    String names = String.join(", ", variants.keySet());
    if (!variants.containsKey(request.control())) {
      throw new IllegalArgumentException(
          found + names + "; the control " + request.control() + " is not among them");
    }
    if (variants.size() == 1) {
      throw new IllegalArgumentException(found + names + " alone; there is nothing to compare");
    }
    if (!request.expected().isEmpty()) {
      for (String name : variants.keySet()) {
        if (!request.expected().containsKey(name)) {
          throw new IllegalArgumentException(
              found + names + "; " + name + " has no expected weight");
        }
      }
    }
  }

  private Analysis analysis() {
    Analysis.Srm srm = sampleRatio();
    long dropped = table.unitsInSeveral();
    List<String> untrustworthy = new ArrayList<>();
    if (Boolean.FALSE.equals(srm.healthy())) {
      untrustworthy.add(Analysis.SRM);
    }
    if (dropped > MOST_SWITCHERS * table.units()) {
      untrustworthy.add(Analysis.SWITCHERS);
    }
    return new Analysis(
        srm,
        AdjustPValues.in(
            request.metrics().stream()
                .map(metric -> metric(metric, !Boolean.FALSE.equals(srm.healthy())))
                .toList()),
        table.rows(),
        table.units() - dropped,
        dropped,
        request.plannedUsers(),
        untrustworthy);
  }

  private Analysis.Metric metric(MetricDefinition metric, boolean healthySplit) {
    Differences differences =
        new Differences(AnalysisRequest.ALPHA, request.plannedUsers(), request.prior());
    return switch (metric) {
      case OfUnits ofUnits -> ofUnits(ofUnits, differences, healthySplit);
      case OfRows ofRows -> ofRows(ofRows, differences, healthySplit);
    };
  }

  private Analysis.Metric ofUnits(OfUnits metric, Differences differences, boolean healthySplit) {
    MetricKind kind = metric.kind();
    MetricValues values = MetricValues.of(table, metric, request.winsorized());
    Arm control = Arm.of(table, variants.get(request.control()), kind, values);
    CompareVariants comparison = new CompareVariants(kind, control, differences, healthySplit);
    return new Analysis.Metric(
        metric.column(),
        kind.id(),
        metric.denominator(),
        null,
        values.winsorized(),
        control.described(kind),
        challengers()
            .map(name -> comparison.beside(Arm.of(table, variants.get(name), kind, values)))
            .toList());
  }

  private Analysis.Metric ofRows(OfRows metric, Differences differences, boolean healthySplit) {
    ClusteredQuantile quantile = new ClusteredQuantile(metric.probability(), BOOTSTRAP_SEED);
    ClusteredValues values = table.rows(metric, variants.get(request.control()));
    ArmValue control = quantile.of(values);
    CompareQuantiles comparison =
        new CompareQuantiles(quantile, control, differences, healthySplit);
    return new Analysis.Metric(
        metric.column(),
        Analysis.QUANTILE,
        null,
        metric.probability(),
        null,
        CompareQuantiles.described(request.control(), values.users(), control),
        challengers()
            .map(name -> comparison.beside(name, table.rows(metric, variants.get(name))))
            .toList());
  }

  private Stream<String> challengers() {
    return variants.keySet().stream().filter(name -> !name.equals(request.control()));
  }

  private Analysis.Srm sampleRatio() {
    Map<String, Double> weights = new TreeMap<>(request.expected());
    if (weights.isEmpty()) {
      variants.keySet().forEach(name -> weights.put(name, 1.0));
    }
    List<Split.Arm> arms = new ArrayList<>();
    weights.forEach(
        (name, weight) -> {
          Integer variant = variants.get(name);
          arms.add(new Split.Arm(variant == null ? 0 : table.unitsIn(variant).length, weight));
        });
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    List<Analysis.Share> shares = new ArrayList<>();
    weights.forEach(
        (name, weight) ->
            shares.add(new Analysis.Share(name, arms.get(shares.size()).users(), weight / all)));
    return switch (SampleRatioOutcome.chiSquare(List.of(new Split(arms)))) {
      case Inconclusive _ -> new Analysis.Srm(null, null, null, shares);
      case SampleRatio ratio ->
          new Analysis.Srm(
              Double.isInfinite(ratio.chiSquare()) ? null : ratio.chiSquare(),
              ratio.pValue(),
              ratio.healthy(),
              shares);
    };
  }
}
