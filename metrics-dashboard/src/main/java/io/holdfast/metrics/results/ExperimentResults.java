package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * The results of an experiment: every metric of every variant beside the control. Under a sample
 * ratio mismatch nothing is compared: each variant keeps its own value, and is inconclusive with
 * the reason {@code sample-ratio-mismatch} in everything that would tell it from the control.
 *
 * @param key the experiment's key
 * @param revision its revision
 * @param interleaved whether it interleaves two rankings instead of splitting users; then there are
 *     no exposures, and {@code /interleaving} tells what it has shown
 * @param watermark up to when activity is taken to be known; null before any time was told
 * @param evaluatedThrough the last watermark day that entered the figures; null before the first
 * @param switchers users seen in more than one variant
 * @param lateCorrections users of whom a frozen outcome was corrected by late interactions
 * @param lateIgnored interactions that came too late even to correct
 * @param untrustworthy why the results should not be acted on; empty if nothing speaks against it
 * @param periods periods of constant weights in which users were exposed; the variants are compared
 *     within each, and the differences combined
 * @param exposures users exposed to each variant, matured or not
 * @param matured users whose outcome of the success metric is in the figures
 * @param srm whether users arrived in proportion to the weights
 * @param metrics the metrics, the success metric first, then the guardrails
 * @param segmentAttributes attributes known before exposure that the results can be split by
 * @param segments the results split by one of them; null unless asked for
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentResults(
    String key,
    int revision,
    boolean interleaved,
    Instant watermark,
    Instant evaluatedThrough,
    long switchers,
    long lateCorrections,
    long lateIgnored,
    List<String> untrustworthy,
    int periods,
    List<VariantUsers> exposures,
    Matured matured,
    Srm srm,
    List<Metric> metrics,
    List<String> segmentAttributes,
    Segments segments) {

  /**
   * Users of a variant.
   *
   * @param variant its name
   * @param users how many
   */
  public record VariantUsers(String variant, long users) {}

  /**
   * Matured users.
   *
   * @param metric the success metric
   * @param users all variants together
   * @param variants each variant
   */
  public record Matured(String metric, long users, List<VariantUsers> variants) {}

  /**
   * The sample-ratio checks.
   *
   * @param chiSquare Pearson's χ²; null without users, or when users sit in an arm of weight 0
   * @param p its p, right for one look; null without users
   * @param healthy whether the anytime-valid test has shown no fault at any look
   * @param sequentialP the smallest p of the anytime-valid test
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Srm(Double chiSquare, Double p, boolean healthy, double sequentialP) {}

  /**
   * One metric.
   *
   * @param name its id
   * @param kind proportion, mean, ratio or survival; null if no metric has that id
   * @param role {@code success}, {@code guardrail} or {@code descriptive}
   * @param control the control's value
   * @param variants the others beside it
   * @param quantiles of {@code session-seconds}: quantiles of the length; null for others
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Metric(
      String name,
      String kind,
      String role,
      Arm control,
      List<Variant> variants,
      List<Quantile> quantiles) {}

  /**
   * One arm's own value.
   *
   * @param name the variant
   * @param n its matured users; for a survival metric, users who are watched
   * @param value the value; null if there is none
   * @param valueInterval its always-valid interval at level 1 − α; null if there is none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Arm(String name, long n, Double value, List<Double> valueInterval) {}

  /**
   * A variant beside the control. Where weights changed while the experiment ran, the difference is
   * combined from the periods of constant weights, and need not be the difference of the arms'
   * values.
   *
   * @param name the variant
   * @param n its matured users
   * @param value its value
   * @param valueInterval the value's always-valid interval
   * @param status {@code estimate} or {@code inconclusive}
   * @param reason why it is inconclusive; null if it is not
   * @param oneLook the difference to the control; in JSON its fields stand among these, and so do
   *     those of the next two
   * @param everyDay what may be looked at every day
   * @param belief what is believed of the difference
   * @param cuped adjusted by activity before first exposure; null if nobody has any
   * @param adjustedP p adjusted for several metrics and variants; null if there is no p
   * @param nonInferiority for a guardrail, whether it holds; otherwise null
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Variant(
      String name,
      long n,
      Double value,
      List<Double> valueInterval,
      String status,
      String reason,
      @JsonUnwrapped OneLook oneLook,
      @JsonUnwrapped EveryDay everyDay,
      @JsonUnwrapped Belief belief,
      Cuped cuped,
      AdjustedP adjustedP,
      NonInferior nonInferiority) {

    Variant with(AdjustedP adjusted) {
      return new Variant(
          name,
          n,
          value,
          valueInterval,
          status,
          reason,
          oneLook,
          everyDay,
          belief,
          cuped,
          adjusted,
          nonInferiority);
    }
  }

  /**
   * A difference to the control, for one planned look.
   *
   * @param difference variant minus control
   * @param relativeLift the difference over the control's value
   * @param standardError of the difference
   * @param interval fixed-horizon, right for one planned look
   * @param p fixed-horizon, two-sided
   * @param relativeLiftInterval fixed-horizon, of the relative lift
   * @param minimumDetectableEffect the smallest difference that would be found with a chance of 80
   *     % at this number of users: by the always-valid interval, for survival by one look
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record OneLook(
      Double difference,
      Double relativeLift,
      Double standardError,
      List<Double> interval,
      Double p,
      List<Double> relativeLiftInterval,
      Double minimumDetectableEffect) {

    static final OneLook NONE = new OneLook(null, null, null, null, null, null, null);
  }

  /**
   * What is right however often one looks; all null for survival.
   *
   * @param alwaysValidInterval of the difference
   * @param alwaysValidP below α exactly when that interval leaves out 0
   * @param relativeLiftAlwaysValidInterval of the relative lift
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record EveryDay(
      List<Double> alwaysValidInterval,
      Double alwaysValidP,
      List<Double> relativeLiftAlwaysValidInterval) {

    static final EveryDay NONE = new EveryDay(null, null, null);
  }

  /**
   * The posterior of the difference, prior flat, for one look; all null for survival.
   *
   * @param chanceToBeatControl the chance that the difference is above 0
   * @param expectedLoss what is lost on average by serving the variant where the control is better,
   *     in units of the metric
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Belief(Double chanceToBeatControl, Double expectedLoss) {

    static final Belief NONE = new Belief(null, null);
  }

  /**
   * A difference adjusted by active days and session seconds of the 14 days before first exposure.
   *
   * @param difference variant minus control
   * @param standardError of the difference
   * @param interval fixed-horizon
   * @param alwaysValidInterval right however often one looks
   * @param varianceReduction the part of the difference's variance that is gone
   */
  public record Cuped(
      double difference,
      double standardError,
      List<Double> interval,
      List<Double> alwaysValidInterval,
      double varianceReduction) {}

  /**
   * A fixed-horizon p among several.
   *
   * @param holm over every variant on the success metric and the guardrails: bounds the chance of
   *     any false alarm; null for a descriptive metric
   * @param benjaminiHochberg over every variant and metric: bounds the share of false alarms
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record AdjustedP(Double holm, double benjaminiHochberg) {}

  /**
   * Whether a variant is not worse than the control by more than a guardrail's margin.
   *
   * @param margin the margin, in units of the metric
   * @param p one-sided and fixed-horizon, of the hypothesis that it is worse
   * @param verdict {@code non-inferior}, {@code inferior} or {@code undecided}, fixed-horizon
   * @param alwaysValidVerdict the same, right however often one looks
   */
  public record NonInferior(double margin, double p, String verdict, String alwaysValidVerdict) {}

  /**
   * A quantile of session length, errors clustered by user.
   *
   * @param probability such as 0.5 for the median
   * @param control the control's
   * @param variants the others beside it; only what is for one look
   */
  public record Quantile(double probability, Arm control, List<QuantileVariant> variants) {}

  /**
   * A variant's quantile beside the control's.
   *
   * @param name the variant
   * @param value seconds; null if there is none
   * @param status {@code estimate} or {@code inconclusive}
   * @param reason why it is inconclusive; null if it is not
   * @param difference variant minus control
   * @param standardError of the difference
   * @param interval fixed-horizon, of the difference
   * @param p fixed-horizon, two-sided
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record QuantileVariant(
      String name,
      Double value,
      String status,
      String reason,
      Double difference,
      Double standardError,
      List<Double> interval,
      Double p) {}

  /**
   * The results split by an attribute. Everything in it is exploration: no p is adjusted for the
   * number of segments.
   *
   * @param attribute the attribute
   * @param minimumUsers cells with fewer users are suppressed, and others with them from which they
   *     could be computed
   * @param values one entry a value of the attribute
   */
  public record Segments(String attribute, long minimumUsers, List<Segment> values) {}

  /**
   * One value of an attribute.
   *
   * @param value the value; {@code unknown} for users of whom it is not known, {@code other} for
   *     values beyond the first 32
   * @param suppressed whether the number of users is withheld
   * @param exposures users whose first day has elapsed, by variant; null if suppressed
   * @param metrics the metrics
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Segment(
      String value,
      boolean suppressed,
      List<VariantUsers> exposures,
      List<SegmentMetric> metrics) {}

  /**
   * One metric in a segment.
   *
   * @param name its id
   * @param suppressed whether it is withheld; then control is null and there are no variants
   * @param control the control's value
   * @param variants the others beside it, without adjustment by covariates or for many tests
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record SegmentMetric(
      String name, boolean suppressed, Arm control, List<Variant> variants) {}
}
