package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * How long the users of an experiment's variants stay away: from the end of the session that holds
 * their first exposure to the start of the next. For one planned look.
 *
 * @param key the experiment's key
 * @param watermark up to when activity is taken to be known; null before any time was told
 * @param evaluatedThrough the last watermark day that entered the curves; null before the first
 * @param days τ, what means are restricted to, and how far the curves go
 * @param variants one curve each, the control first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentReturns(
    String key, Instant watermark, Instant evaluatedThrough, int days, List<Curve> variants) {

  /**
   * A variant's curve.
   *
   * @param name the variant
   * @param users users who are watched: their first day has elapsed
   * @param returned those who came back within 28 days so far
   * @param medianDays days until half of them had come back; null while fewer have
   * @param meanDays the mean, no time counting for more than τ; null until someone was watched for
   *     τ
   * @param meanStandardError of that mean
   * @param logRankP fixed-horizon p of the log-rank test against the control; null for the control,
   *     under a sample ratio mismatch, and if it cannot be told
   * @param curve the steps, as far as τ
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Curve(
      String name,
      long users,
      long returned,
      Double medianDays,
      Double meanDays,
      Double meanStandardError,
      Double logRankP,
      List<Point> curve) {}

  /**
   * A step of the Kaplan–Meier curve.
   *
   * @param days days since the end of the session
   * @param atRisk users watched until then who had not come back before
   * @param returned users who came back then
   * @param away the estimated share that is still away afterwards
   * @param interval the share's fixed-horizon (log-log) interval; null once nobody is left
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Point(
      double days, long atRisk, long returned, double away, List<Double> interval) {}
}
