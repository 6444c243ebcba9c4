package io.holdfast.cli.analysis;

import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import io.holdfast.stickiness.statistics.SufficientStatistics;
import java.util.Optional;

/**
 * One variant's units on one metric, as moments.
 *
 * @param name the variant
 * @param outcome moments of the metric
 * @param adjusted moments of the metric with the covariate; empty without one
 */
record Arm(String name, SufficientStatistics outcome, Optional<CovariateMoments> adjusted) {

  /** Reduces the units of a variant. */
  static Arm of(UnitTable table, int variant, MetricKind kind, MetricValues values) {
    int[] units = table.unitsIn(variant);
    SufficientStatistics outcome =
        switch (kind) {
          case PROPORTION -> proportion(units, values);
          case MEAN -> mean(units, values);
          case RATIO -> ratio(units, values);
          case SURVIVAL -> throw new IllegalArgumentException(kind.id());
        };
    return new Arm(
        table.variants().get(variant),
        outcome,
        table
            .covariate()
            .map(
                covariate ->
                    kind == MetricKind.RATIO
                        ? adjustedRatio(units, values, covariate)
                        : adjustedMean(units, values, covariate)));
  }

  /** The arm's own value on a metric of a kind; null if there is none. */
  Analysis.Arm described(MetricKind kind) {
    Double value =
        switch (ArmValue.of(kind, outcome)) {
          case ArmEstimate estimate -> estimate.value();
          case Inconclusive _ -> null;
        };
    return new Analysis.Arm(name, outcome.users(), value);
  }

  private static Moments proportion(int[] units, MetricValues values) {
    long successes = 0;
    for (int unit : units) {
      successes += (long) values.value(unit);
    }
    return Moments.ofProportion(units.length, successes);
  }

  private static Moments mean(int[] units, MetricValues values) {
    Moments moments = Moments.EMPTY;
    for (int unit : units) {
      moments = moments.plus(values.value(unit));
    }
    return moments;
  }

  private static PairMoments ratio(int[] units, MetricValues values) {
    PairMoments moments = PairMoments.EMPTY;
    for (int unit : units) {
      moments = moments.plus(values.value(unit), values.denominator(unit));
    }
    return moments;
  }

  private static CovariateMoments adjustedMean(
      int[] units, MetricValues values, UnitColumn covariates) {
    CovariateMoments moments = CovariateMoments.ofMean(1);
    for (int unit : units) {
      double covariate = covariates.value(unit);
      moments =
          Double.isNaN(covariate)
              ? moments.plusMissing(values.value(unit))
              : moments.plusKnown(values.value(unit), covariate);
    }
    return moments;
  }

  private static CovariateMoments adjustedRatio(
      int[] units, MetricValues values, UnitColumn covariates) {
    CovariateMoments moments = CovariateMoments.ofRatio(1);
    for (int unit : units) {
      double covariate = covariates.value(unit);
      moments =
          Double.isNaN(covariate)
              ? moments.plusMissing(values.value(unit), values.denominator(unit))
              : moments.plusKnown(values.value(unit), values.denominator(unit), covariate);
    }
    return moments;
  }
}
