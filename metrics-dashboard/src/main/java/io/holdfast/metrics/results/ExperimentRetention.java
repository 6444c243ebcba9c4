package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The retention curves of an experiment's variants.
 *
 * @param key the experiment's key
 * @param watermark up to when activity is taken to be known; null before any time was told
 * @param evaluatedThrough the last watermark day that entered the curves; null before the first
 * @param variants one curve each, the control first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentRetention(
    String key, Instant watermark, Instant evaluatedThrough, List<Curve> variants) {

  /**
   * A variant's curve.
   *
   * @param name the variant
   * @param curve day 0, 1, 2, … after first exposure, as far as anyone has matured
   */
  public record Curve(String name, List<Point> curve) {}

  /**
   * One day of it.
   *
   * @param day the day after first exposure
   * @param returned matured users who were active on it
   * @param matured users whose whole day has elapsed
   * @param value their share
   * @param interval the share's always-valid interval; null while it cannot be told
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Point(int day, long returned, long matured, Double value, List<Double> interval) {}
}
