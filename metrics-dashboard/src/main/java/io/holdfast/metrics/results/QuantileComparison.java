package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.BreakdownFigures.LengthCount;
import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Quantile;
import io.holdfast.metrics.results.ExperimentResults.QuantileVariant;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Stratum;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares the variants on quantiles of session length in the first week after exposure.
 *
 * @param arms the experiment's arms
 * @param counts session lengths of every arm and period of constant weights
 * @param users the users of every arm and period, with and without sessions
 */
record QuantileComparison(MetricComparison arms, List<LengthCount> counts, List<ArmUsers> users) {

  private static final List<Double> PROBABILITIES = List.of(0.25, 0.5, 0.75, 0.9);

  /**
   * Matured users of one arm in one period of constant weights.
   *
   * @param stratum the period
   * @param variant the arm
   * @param users how many
   */
  record ArmUsers(int stratum, String variant, long users) {}

  /** The quartiles and the ninth decile. */
  List<Quantile> compare() {
    return PROBABILITIES.stream().map(this::compare).toList();
  }

  private Quantile compare(double probability) {
    ArmValue base = whole(arms.control(), probability);
    return new Quantile(
        probability,
        new Arm(arms.control(), usersOf(arms.control()), value(base), null),
        arms.challengers().stream().map(variant -> beside(variant, probability)).toList());
  }

  private QuantileVariant beside(String variant, double probability) {
    Double value = value(whole(variant, probability));
    List<Stratum> strata =
        users.stream()
            .filter(each -> each.variant().equals(variant))
            .map(
                each ->
                    new Stratum(
                        each.users() + usersOf(arms.control(), each.stratum()),
                        in(each.stratum(), arms.control()).quantile(probability),
                        in(each.stratum(), variant).quantile(probability)))
            .toList();
    return switch (StratifiedArms.combined(MetricKind.RATIO, strata).onlyIf(arms.healthySplit())) {
      case Inconclusive inconclusive ->
          new QuantileVariant(
              variant,
              value,
              Findings.INCONCLUSIVE,
              inconclusive.reason().id(),
              null,
              null,
              null,
              null);
      case Estimate estimate ->
          new QuantileVariant(
              variant,
              value,
              Findings.ESTIMATE,
              null,
              estimate.difference(),
              estimate.standardError(),
              Findings.bounds(estimate.interval(arms.alpha())),
              estimate.pValue());
    };
  }

  private static Double value(ArmValue quantile) {
    return quantile instanceof ArmEstimate estimate ? estimate.value() : null;
  }

  private LengthDistribution in(int stratum, String variant) {
    return new LengthDistribution(
        usersOf(variant, stratum),
        counts.stream()
            .filter(count -> count.variant().equals(variant) && count.stratum() == stratum)
            .toList());
  }

  /** An arm with all its periods: what buckets grow by adds up. */
  private ArmValue whole(String variant, double probability) {
    SortedMap<Integer, LengthCount> merged = new TreeMap<>();
    counts.stream()
        .filter(count -> count.variant().equals(variant))
        .forEach(count -> merged.merge(count.bucket(), count, QuantileComparison::sum));
    return new LengthDistribution(usersOf(variant), List.copyOf(merged.values()))
        .quantile(probability);
  }

  private static LengthCount sum(LengthCount a, LengthCount b) {
    return new LengthCount(
        a.stratum(),
        a.variant(),
        a.bucket(),
        a.grownY() + b.grownY(),
        a.grownYy() + b.grownYy(),
        a.grownXy() + b.grownXy());
  }

  private long usersOf(String variant) {
    return users.stream()
        .filter(each -> each.variant().equals(variant))
        .mapToLong(ArmUsers::users)
        .sum();
  }

  private long usersOf(String variant, int stratum) {
    return users.stream()
        .filter(each -> each.variant().equals(variant) && each.stratum() == stratum)
        .mapToLong(ArmUsers::users)
        .sum();
  }
}
