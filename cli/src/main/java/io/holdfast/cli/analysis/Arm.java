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
  static Arm of(UnitTable table, int variant, MetricDefinition metric) {
    String name = table.variants().get(variant);
    Optional<CovariateMoments> adjusted =
        table.covariate().map(covariate -> adjusted(table, variant, metric, covariate));
    SufficientStatistics outcome =
        switch (metric.kind()) {
          case PROPORTION -> proportion(table, variant, table.values(metric));
          case MEAN -> mean(table, variant, table.values(metric));
          case RATIO -> ratio(table, variant, table.values(metric), table.denominators(metric));
          case SURVIVAL -> throw new IllegalArgumentException(metric.kind().id());
        };
    return new Arm(name, outcome, adjusted);
  }

  /** How many units. */
  long units() {
    return outcome.users();
  }

  /** The metric's value; null if there is none. */
  Double value(MetricKind kind) {
    return switch (ArmValue.of(kind, outcome)) {
      case ArmEstimate estimate -> estimate.value();
      case Inconclusive _ -> null;
    };
  }

  private static Moments proportion(UnitTable table, int variant, UnitColumn values) {
    long units = 0;
    long successes = 0;
    for (int unit = 0; unit < table.units(); unit++) {
      if (table.isIn(unit, variant)) {
        units++;
        successes += (long) values.value(unit);
      }
    }
    return Moments.ofProportion(units, successes);
  }

  private static Moments mean(UnitTable table, int variant, UnitColumn values) {
    Moments moments = Moments.EMPTY;
    for (int unit = 0; unit < table.units(); unit++) {
      if (table.isIn(unit, variant)) {
        moments = moments.plus(values.value(unit));
      }
    }
    return moments;
  }

  private static PairMoments ratio(
      UnitTable table, int variant, UnitColumn numerators, UnitColumn denominators) {
    PairMoments moments = PairMoments.EMPTY;
    for (int unit = 0; unit < table.units(); unit++) {
      if (table.isIn(unit, variant)) {
        moments = moments.plus(numerators.value(unit), denominators.value(unit));
      }
    }
    return moments;
  }

  private static CovariateMoments adjusted(
      UnitTable table, int variant, MetricDefinition metric, UnitColumn covariates) {
    UnitColumn values = table.values(metric);
    boolean isRatio = metric.kind() == MetricKind.RATIO;
    UnitColumn denominators = isRatio ? table.denominators(metric) : null;
    CovariateMoments moments = isRatio ? CovariateMoments.ofRatio(1) : CovariateMoments.ofMean(1);
    for (int unit = 0; unit < table.units(); unit++) {
      if (!table.isIn(unit, variant)) {
        continue;
      }
      double value = values.value(unit);
      double covariate = covariates.value(unit);
      if (isRatio) {
        double denominator = denominators.value(unit);
        moments =
            Double.isNaN(covariate)
                ? moments.plusMissing(value, denominator)
                : moments.plusKnown(value, denominator, covariate);
      } else {
        moments =
            Double.isNaN(covariate)
                ? moments.plusMissing(value)
                : moments.plusKnown(value, covariate);
      }
    }
    return moments;
  }
}
