package io.holdfast.cli.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
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

  /** Units did not arrive in proportion to the weights. */
  public static final String SRM = "sample-ratio-mismatch";

  /** More than 1 % of the units were seen in several variants. */
  public static final String SWITCHERS = "switchers";

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
   * @param kind proportion, mean or ratio
   * @param denominator the column of a ratio's denominators; absent for others
   * @param control the control's value
   * @param variants the others beside it, by name
   */
  public record Metric(
      String name, String kind, String denominator, Arm control, List<Variant> variants) {}

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
   * @param difference variant minus control
   * @param relativeLift the difference over the control's value
   * @param relativeLiftInterval its fixed-horizon 95 % interval
   * @param standardError of the difference
   * @param interval of the difference, 95 %, fixed-horizon: right for one planned look
   * @param p fixed-horizon, two-sided
   * @param alwaysValidInterval of the difference, 95 %, right however often one looks
   * @param chanceToBeatControl under a flat prior
   * @param cuped the difference adjusted by the covariate; null without one
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Variant(
      String name,
      long n,
      Double value,
      String status,
      String reason,
      Double difference,
      Double relativeLift,
      List<Double> relativeLiftInterval,
      Double standardError,
      List<Double> interval,
      Double p,
      List<Double> alwaysValidInterval,
      Double chanceToBeatControl,
      Cuped cuped) {

    static Variant inconclusive(String name, long n, Double value, String reason) {
      return new Variant(
          name,
          n,
          value,
          INCONCLUSIVE,
          reason,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
  }

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
