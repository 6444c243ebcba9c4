package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The weights that an experiment's rewards speak for.
 *
 * @param key the experiment's key
 * @param revision its revision
 * @param watermark up to when activity is taken to be known; null before any time was told
 * @param evaluatedThrough the last watermark day that entered the figures; null before the first
 * @param untrustworthy why the figures should not be acted on; empty if nothing speaks against it
 * @param reward the metric that is to be large
 * @param kind of the reward
 * @param floor the smallest weight of an arm
 * @param status {@code estimate} or {@code inconclusive}
 * @param reason why there are no weights; null if there are
 * @param arms the arms in the order of the experiment
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentAllocation(
    String key,
    int revision,
    Instant watermark,
    Instant evaluatedThrough,
    List<String> untrustworthy,
    String reward,
    String kind,
    double floor,
    String status,
    String reason,
    List<ArmWeight> arms) {

  /**
   * One arm.
   *
   * @param name the arm
   * @param users its users whose reward has matured
   * @param posterior what is believed of its mean reward; null while nothing is
   * @param probabilityBest the probability that its mean reward is the largest; null if
   *     inconclusive
   * @param weight floor and the rest by that probability; null if inconclusive
   */
  public record ArmWeight(
      String name, long users, Posterior posterior, Double probabilityBest, Double weight) {}

  /**
   * A posterior distribution.
   *
   * @param family {@code beta} for a proportion, {@code normal} for a mean or a ratio
   * @param mean its mean
   * @param standardDeviation its standard deviation
   */
  public record Posterior(String family, double mean, double standardDeviation) {}
}
