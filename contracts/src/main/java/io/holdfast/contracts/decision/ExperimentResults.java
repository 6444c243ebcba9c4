package io.holdfast.contracts.decision;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What metrics-dashboard measured of one experiment, with intervals at one level; only what a
 * decision reads. What could not be computed is null.
 *
 * @param key the experiment
 * @param revision the experiment's revision that metrics-dashboard had read; null if it did not say
 * @param watermark up to when events are counted; null before any were
 * @param evaluatedThrough the last day that was evaluated whole; null before the first
 * @param untrustworthy marks that forbid a promotion; empty if there are none
 * @param sampleRatioHealthy whether the users are split as the weights say; null if unknown
 * @param metrics one entry a metric
 */
public record ExperimentResults(
    String key,
    Integer revision,
    Instant watermark,
    Instant evaluatedThrough,
    List<String> untrustworthy,
    Boolean sampleRatioHealthy,
    List<Metric> metrics) {

  public ExperimentResults {
    Objects.requireNonNull(key, "key");
    if (evaluatedThrough != null) {
      Objects.requireNonNull(watermark, "watermark");
    }
    untrustworthy = List.copyOf(untrustworthy);
    metrics = List.copyOf(metrics);
  }

  /**
   * One metric.
   *
   * @param name its id
   * @param controlUsers matured users of control
   * @param challengers one entry an arm but control
   */
  public record Metric(String name, long controlUsers, List<Challenger> challengers) {
    public Metric {
      challengers = List.copyOf(challengers);
    }

    /** The matured users of all arms together. */
    public long users() {
      return controlUsers + challengers.stream().mapToLong(Challenger::users).sum();
    }
  }

  /**
   * One arm against control.
   *
   * @param name the arm
   * @param users its matured users
   * @param difference arm − control; null if inconclusive
   * @param alwaysValid the always-valid interval of the difference; null if inconclusive
   */
  public record Challenger(String name, long users, Double difference, Interval alwaysValid) {}

  /**
   * An interval.
   *
   * @param lower its lower bound, finite
   * @param upper its upper bound, finite
   */
  public record Interval(double lower, double upper) {
    public Interval {
      if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower > upper) {
        throw new IllegalArgumentException("no interval: [" + lower + ", " + upper + "]");
      }
    }
  }

  /** The metric of that id, if it was measured. */
  public Optional<Metric> metric(String id) {
    return metrics.stream().filter(metric -> metric.name().equals(id)).findFirst();
  }

  /** That arm under that metric, if there is a difference with an interval. */
  public Optional<Challenger> estimate(String metric, String variant) {
    return metric(metric).stream()
        .flatMap(each -> each.challengers().stream())
        .filter(each -> each.name().equals(variant) && each.alwaysValid() != null)
        .findFirst();
  }
}
