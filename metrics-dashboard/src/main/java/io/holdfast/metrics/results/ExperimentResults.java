package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The results of an experiment: every metric of every variant beside the control.
 *
 * @param key the experiment's key
 * @param revision its revision
 * @param watermark up to when activity is taken to be known; null before any time was told
 * @param evaluatedThrough the last watermark day that entered the figures; null before the first
 * @param switchers users seen in more than one variant
 * @param lateCorrections users of whom a frozen outcome was corrected by late interactions
 * @param lateIgnored interactions that came too late even to correct
 * @param untrustworthy why the results should not be acted on; empty if nothing speaks against it
 * @param exposures users exposed to each variant, matured or not
 * @param matured users whose outcome of the success metric is in the figures
 * @param srm whether users arrived in proportion to the weights
 * @param metrics the metrics, the success metric first, then the guardrails
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentResults(
    String key,
    int revision,
    Instant watermark,
    Instant evaluatedThrough,
    long switchers,
    long lateCorrections,
    long lateIgnored,
    List<String> untrustworthy,
    List<VariantUsers> exposures,
    Matured matured,
    Srm srm,
    List<Metric> metrics) {

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
   * @param control the control's value
   * @param variants the others beside it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Metric(String name, String kind, Arm control, List<Variant> variants) {}

  /**
   * One arm's own value.
   *
   * @param name the variant
   * @param n its matured users
   * @param value the value; null if there is none
   * @param valueInterval its always-valid interval at level 1 − α; null if there is none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Arm(String name, long n, Double value, List<Double> valueInterval) {}

  /**
   * A variant beside the control.
   *
   * @param name the variant
   * @param n its matured users
   * @param value its value
   * @param valueInterval the value's always-valid interval
   * @param status {@code estimate} or {@code inconclusive}
   * @param reason why it is inconclusive; null if it is not
   * @param difference variant minus control
   * @param relativeLift the difference over the control's value
   * @param standardError of the difference
   * @param interval fixed-horizon, right for one planned look
   * @param p fixed-horizon, two-sided
   * @param alwaysValidInterval of the difference, right however often one looks
   * @param chanceToBeatControl not computed in this version
   * @param cuped not computed in this version
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Variant(
      String name,
      long n,
      Double value,
      List<Double> valueInterval,
      String status,
      String reason,
      Double difference,
      Double relativeLift,
      Double standardError,
      List<Double> interval,
      Double p,
      List<Double> alwaysValidInterval,
      Double chanceToBeatControl,
      Object cuped) {}
}
