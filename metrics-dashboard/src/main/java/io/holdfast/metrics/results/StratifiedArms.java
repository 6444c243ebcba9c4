package io.holdfast.metrics.results;

import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import io.holdfast.stickiness.statistics.PropensityComparison;
import io.holdfast.stickiness.statistics.StratifiedComparison;
import io.holdfast.stickiness.statistics.StratifiedEstimate;
import io.holdfast.stickiness.statistics.Stratum;
import io.holdfast.stickiness.statistics.SufficientStatistics;
import io.holdfast.stickiness.statistics.WeightPeriod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The moments of one metric in every arm and every period of constant weights. Within one period
 * arms are compared as they are; over several by the propensities that the weights of each period
 * are ({@link PropensityComparison}), because a change of weights shifts the mix of early and late
 * users between the arms, and outcomes may have caused it. Where the weights are not known, the
 * periods' differences are combined by their numbers of users.
 */
final class StratifiedArms {

  private record Cell(int stratum, String variant) {}

  private final Map<Cell, PairMoments> cells = new HashMap<>();
  private final SortedSet<Integer> strata = new TreeSet<>();

  private final IntFunction<Map<String, Double>> weightsOf;

  /** Without knowledge of the weights. */
  StratifiedArms() {
    this(_ -> Map.of());
  }

  /**
   * With the weights.
   *
   * @param weightsOf the weights by variant of a period; empty if they are not known
   */
  StratifiedArms(IntFunction<Map<String, Double>> weightsOf) {
    this.weightsOf = weightsOf;
  }

  /** Adds the moments of a cell. */
  void add(int stratum, String variant, PairMoments moments) {
    cells.merge(new Cell(stratum, variant), moments, PairMoments::merge);
    strata.add(stratum);
  }

  /** An arm's users. */
  long users(String variant) {
    return strata.stream().mapToLong(stratum -> cell(stratum, variant).users()).sum();
  }

  /** An arm as a whole. */
  SufficientStatistics whole(MetricKind kind, String variant) {
    return statistics(
        kind,
        strata.stream()
            .map(stratum -> cell(stratum, variant))
            .reduce(PairMoments.EMPTY, PairMoments::merge));
  }

  /** A variant beside the control. */
  Comparison compare(MetricKind kind, String control, String variant) {
    if (strata.size() <= 1) {
      return Comparison.between(kind, whole(kind, control), whole(kind, variant));
    }
    if (strata.stream().allMatch(stratum -> isOpen(stratum, control, variant))) {
      return PropensityComparison.between(
          kind, strata.stream().map(stratum -> period(kind, stratum, control, variant)).toList());
    }
    List<Stratum> pairs =
        strata.stream()
            .map(
                stratum ->
                    Stratum.of(
                        kind,
                        statistics(kind, cell(stratum, control)),
                        statistics(kind, cell(stratum, variant))))
            .toList();
    return combined(kind, pairs);
  }

  private boolean isOpen(int stratum, String control, String variant) {
    Map<String, Double> weights = weightsOf.apply(stratum);
    return weights.getOrDefault(control, 0.0) > 0 && weights.getOrDefault(variant, 0.0) > 0;
  }

  private WeightPeriod period(MetricKind kind, int stratum, String control, String variant) {
    Map<String, Double> weights = weightsOf.apply(stratum);
    return new WeightPeriod(
        weights.get(control),
        weights.get(variant),
        statistics(kind, cell(stratum, control)),
        statistics(kind, cell(stratum, variant)));
  }

  /** The comparisons within strata as one. */
  static Comparison combined(MetricKind kind, List<Stratum> strata) {
    return switch (StratifiedComparison.of(kind, strata)) {
      case Inconclusive inconclusive -> inconclusive;
      case StratifiedEstimate(Estimate estimate, int _, long _) -> estimate;
    };
  }

  private PairMoments cell(int stratum, String variant) {
    return cells.getOrDefault(new Cell(stratum, variant), PairMoments.EMPTY);
  }

  private static SufficientStatistics statistics(MetricKind kind, PairMoments moments) {
    return switch (kind) {
      case PROPORTION ->
          Moments.ofProportion(moments.users(), Math.round(moments.numerator().sum()));
      case MEAN -> moments.numerator();
      case RATIO -> moments;
      case SURVIVAL -> throw new IllegalArgumentException(kind.id());
    };
  }
}
