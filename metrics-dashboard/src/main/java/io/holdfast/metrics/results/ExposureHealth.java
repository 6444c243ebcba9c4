package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * Whether an experiment's exposures can be trusted, as far as the log tells. A list that was served
 * and could not be logged is not in it: recommender-api counts those by variant in its own {@code
 * GET /v1/exposure-health}. Here they show only if some variants lose more first exposures than
 * others, as a sample ratio mismatch.
 *
 * @param key the experiment's key
 * @param evaluatedThrough the last watermark day that was evaluated; null before the first
 * @param users exposed users, matured or not
 * @param switchers users seen in more than one variant
 * @param mostSwitchers the share of users above which results are untrustworthy
 * @param lateCorrections users of whom a frozen outcome was corrected by late interactions
 * @param lateIgnored interactions that came too late even to correct
 * @param sequentialP the smallest p of the anytime-valid sample-ratio test at any look
 * @param healthy whether the sample ratio has shown no fault
 * @param periods the periods of constant weights
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExposureHealth(
    String key,
    Instant evaluatedThrough,
    long users,
    long switchers,
    double mostSwitchers,
    long lateCorrections,
    long lateIgnored,
    double sequentialP,
    boolean healthy,
    List<Period> periods) {

  /**
   * A period of constant weights.
   *
   * @param number 0 for the first
   * @param chiSquare Pearson's χ² of its split; null without users, or when users sit in an arm of
   *     weight 0
   * @param p its p, for one look; null without users
   * @param variants the arms
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Period(int number, Double chiSquare, Double p, List<Variant> variants) {}

  /**
   * An arm in a period.
   *
   * @param name the variant
   * @param weight its share of new users, 0 to 1
   * @param users users exposed to it
   * @param expected users it would have by its weight
   * @param switchers those of its users who were seen in another variant too
   * @param lateCorrections those of whom a frozen outcome was corrected
   */
  public record Variant(
      String name,
      double weight,
      long users,
      double expected,
      long switchers,
      long lateCorrections) {}
}
