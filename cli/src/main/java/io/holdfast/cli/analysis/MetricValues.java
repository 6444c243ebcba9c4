package io.holdfast.cli.analysis;

import io.holdfast.cli.analysis.Analysis.Cap;
import io.holdfast.cli.analysis.Analysis.Winsorized;
import io.holdfast.cli.analysis.MetricDefinition.OfUnits;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.WinsorizationCaps;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * The numbers of units on one metric, large ones pulled in if that was asked for.
 *
 * @param values of each unit; of a ratio, its numerators
 * @param denominators of a ratio; null for the others
 * @param winsorized how; null if values are as they were read
 */
record MetricValues(
    IntToDoubleFunction values, IntToDoubleFunction denominators, Winsorized winsorized) {

  /** Values and where they end. */
  private record Capped(IntToDoubleFunction values, Cap cap) {}

  /**
   * The numbers of a metric.
   *
   * @param probability the quantile, over all units in one variant, that larger values of a mean
   *     and of both sides of a ratio are pulled in to
   */
  static MetricValues of(UnitTable table, OfUnits metric, OptionalDouble probability) {
    IntToDoubleFunction values = table.values(metric)::value;
    boolean isRatio = metric.kind() == MetricKind.RATIO;
    IntToDoubleFunction denominators = isRatio ? table.denominators(metric)::value : null;
    if (probability.isEmpty() || metric.kind() == MetricKind.PROPORTION) {
      return new MetricValues(values, denominators, null);
    }
    double quantile = probability.getAsDouble();
    Capped capped = cap(table, values, quantile);
    Capped cappedDenominators = isRatio ? cap(table, denominators, quantile) : null;
    return new MetricValues(
        capped.values(),
        isRatio ? cappedDenominators.values() : null,
        new Winsorized(quantile, capped.cap(), isRatio ? cappedDenominators.cap() : null));
  }

  double value(int unit) {
    return values.applyAsDouble(unit);
  }

  double denominator(int unit) {
    return denominators.applyAsDouble(unit);
  }

  private static Capped cap(UnitTable table, IntToDoubleFunction values, double probability) {
    double[] all = Arrays.stream(table.unitsInOne()).mapToDouble(values).toArray();
    WinsorizationCaps caps = WinsorizationCaps.above(probability, all);
    long above = 0;
    for (double value : all) {
      above += value > caps.upper() ? 1 : 0;
    }
    return new Capped(unit -> caps.apply(values.applyAsDouble(unit)), new Cap(caps.upper(), above));
  }
}
