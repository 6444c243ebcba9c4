package io.holdfast.cli.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.stickiness.statistics.InconclusiveReason;
import io.holdfast.stickiness.statistics.Interval;
import java.util.List;

/**
 * What an experiment has shown, in the shape of {@code analyze --json}. What cannot be computed is
 * null.
 *
 * @param srm whether units arrived in proportion to the weights
 * @param metrics the metrics, in the order in which they were asked for
 * @param rows rows of the table
 * @param units units in one variant, of which all figures are
 * @param droppedUnits units in more than one variant, which were left out
 * @param plannedUsers N* of the always-valid intervals
 * @param untrustworthy why the results should not be acted on: {@link #SRM}, {@link #SWITCHERS};
 *     empty if nothing speaks against it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "srm",
  "metrics",
  "rows",
  "units",
  "droppedUnits",
  "plannedUsers",
  "untrustworthy"
})
public record Analysis(
    Srm srm,
    List<Metric> metrics,
    long rows,
    long units,
    long droppedUnits,
    long plannedUsers,
    List<String> untrustworthy) {

  /** Units did not arrive in proportion to the weights: nothing is compared. */
  public static final String SRM = InconclusiveReason.SAMPLE_RATIO_MISMATCH.id();

  /** More than 1 % of the units were seen in several variants. */
  public static final String SWITCHERS = "switchers";

  /** {@link Metric#kind} of a quantile of the values of rows. */
  public static final String QUANTILE = "quantile";

  /** {@link Variant#status} of a comparison that was possible. */
  public static final String ESTIMATE = "estimate";

  /** {@link Variant#status} of one that was not. */
  public static final String INCONCLUSIVE = "inconclusive";

  /**
   * The sample ratio.
   *
   * @param chiSquare Pearson's χ²; null without a test, or when units are in a variant of weight 0
   * @param p its p; null without a test
   * @param healthy whether p ≥ 0.001; null without a test
   * @param variants the units of each
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Srm(Double chiSquare, Double p, Boolean healthy, List<Share> variants) {}

  /**
   * The units of a variant.
   *
   * @param name its name
   * @param n its units
   * @param expected the share of the units that it should have
   */
  public record Share(String name, long n, double expected) {}

  /**
   * One metric.
   *
   * @param name the column; of a ratio, that of the numerators
   * @param kind proportion, mean, ratio or {@link #QUANTILE}
   * @param denominator the column of a ratio's denominators; absent for others
   * @param probability of a quantile; absent for others
   * @param winsorized what large values were pulled in to; absent if they were not
   * @param control the control's value
   * @param variants the others beside it, by name
   */
  public record Metric(
      String name,
      String kind,
      String denominator,
      Double probability,
      Winsorized winsorized,
      Arm control,
      List<Variant> variants) {

    Metric with(List<Variant> others) {
      return new Metric(name, kind, denominator, probability, winsorized, control, others);
    }
  }

  /**
   * How large values of units were pulled in.
   *
   * @param probability the quantile, over the units of all variants, that they were pulled in to
   * @param values of the metric's column
   * @param denominators of a ratio's denominators; absent for others
   */
  public record Winsorized(double probability, Cap values, Cap denominators) {}

  /**
   * A cap.
   *
   * @param at the value that larger ones were taken to be
   * @param units how many units had a larger one
   */
  public record Cap(double at, long units) {}

  /**
   * The control.
   *
   * @param name its name
   * @param n its units
   * @param value the metric's value; null if there is none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Arm(String name, long n, Double value) {}

  /**
   * A variant beside the control.
   *
   * @param name its name
   * @param n its units
   * @param value the metric's value
   * @param status {@link #ESTIMATE} or {@link #INCONCLUSIVE}
   * @param reason why it is inconclusive; null if it is not
   * @param comparison what tells it from the control; {@link Difference#NONE} if nothing does. In
   *     JSON its fields stand among these
   * @param cuped the difference adjusted by the covariate; null without one
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Variant(
      String name,
      long n,
      Double value,
      String status,
      String reason,
      @JsonUnwrapped Difference comparison,
      Cuped cuped) {

    static Variant inconclusive(Arm arm, String reason) {
      return new Variant(
          arm.name(), arm.n(), arm.value(), INCONCLUSIVE, reason, Difference.NONE, null);
    }

    static Variant estimate(Arm arm, Difference difference, Cuped cuped) {
      return new Variant(arm.name(), arm.n(), arm.value(), ESTIMATE, null, difference, cuped);
    }

    Variant with(AdjustedP adjusted) {
      return new Variant(name, n, value, status, reason, comparison.with(adjusted), cuped);
    }
  }

  /**
   * What tells a variant from the control.
   *
   * @param difference variant minus control
   * @param relativeLift the difference over the control's value
   * @param relativeLiftInterval its fixed-horizon 95 % interval
   * @param standardError of the difference
   * @param interval of the difference, 95 %, fixed-horizon: right for one planned look
   * @param p fixed-horizon, two-sided
   * @param adjustedP the same among all metrics and variants
   * @param alwaysValidInterval of the difference, 95 %, right however often one looks; null for a
   *     quantile
   * @param chanceToBeatControl under the prior; null if there is none, such as under a prior of the
   *     relative lift where the control's value is 0
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Difference(
      Double difference,
      Double relativeLift,
      List<Double> relativeLiftInterval,
      Double standardError,
      List<Double> interval,
      Double p,
      AdjustedP adjustedP,
      List<Double> alwaysValidInterval,
      Double chanceToBeatControl) {

    /** Nothing does. */
    static final Difference NONE =
        new Difference(null, null, null, null, null, null, null, null, null);

    private Difference with(AdjustedP adjusted) {
      return new Difference(
          difference,
          relativeLift,
          relativeLiftInterval,
          standardError,
          interval,
          p,
          adjusted,
          alwaysValidInterval,
          chanceToBeatControl);
    }
  }

  /**
   * A p among those of all metrics and variants.
   *
   * @param holm bounds the chance of any false alarm
   * @param benjaminiHochberg bounds the share of false ones among the alarms
   */
  public record AdjustedP(double holm, double benjaminiHochberg) {}

  /**
   * A difference adjusted by a covariate.
   *
   * @param difference variant minus control
   * @param standardError of the difference
   * @param interval 95 %, fixed-horizon
   * @param alwaysValidInterval 95 %
   * @param varianceReduction the part of the difference's variance that is gone
   */
  public record Cuped(
      double difference,
      double standardError,
      List<Double> interval,
      List<Double> alwaysValidInterval,
      double varianceReduction) {}

  static List<Double> bounds(Interval interval) {
    return List.of(interval.lower(), interval.upper());
  }
}
