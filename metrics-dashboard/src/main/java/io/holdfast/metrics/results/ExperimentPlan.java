package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The users and days that an experiment needs to find an effect. What cannot be told is null.
 *
 * @param metric the metric's id
 * @param kind {@code proportion}, {@code mean} or {@code ratio}
 * @param baseline of what the control is taken to be
 * @param effect the smallest improvement worth finding, absolute
 * @param relativeEffect the same as a share of the baseline; null without a baseline
 * @param weights the arms' shares, the control's first
 * @param coverage the share of all users who take part
 * @param alpha of the whole experiment
 * @param alphaPerChallenger α / K
 * @param power the chance to find the effect
 * @param usersPerDay who could enter the experiment
 * @param maturityDays how long after exposure a user counts
 * @param longestDays after how many days it is to be over
 * @param alwaysValid what a look every day needs; its users are N*
 * @param fixedHorizon what a single look at the end needs
 * @param detectable what would be found after some days
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentPlan(
    String metric,
    String kind,
    BaselineUsed baseline,
    double effect,
    Double relativeEffect,
    List<Double> weights,
    double coverage,
    double alpha,
    double alphaPerChallenger,
    double power,
    Traffic usersPerDay,
    int maturityDays,
    int longestDays,
    Need alwaysValid,
    Need fixedHorizon,
    List<Detectable> detectable) {

  /** Where a number comes from. */
  public enum Source {
    /** The request named it. */
    GIVEN,
    /** The product's own rollups. */
    PRODUCT
  }

  /**
   * What the control is taken to be.
   *
   * @param value a share or a mean; null for a mean that was not given
   * @param variance per user; null for a proportion, whose value tells it
   * @param source where they come from
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record BaselineUsed(Double value, Double variance, Source source) {}

  /**
   * Users who could enter the experiment each day, at a coverage of 1.
   *
   * @param value how many; null if the product has not been seen in use
   * @param source where that comes from
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Traffic(Double value, Source source) {}

  /**
   * What it takes.
   *
   * @param users matured users of all arms together; null if no number would do
   * @param arms of each arm, in the order of the weights
   * @param days until so many have entered and matured; null if that is not known
   * @param reachable whether that is within the longest days; null if that is not known
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Need(Long users, List<Long> arms, Long days, Boolean reachable) {}

  /**
   * The smallest improvement that would be found if the experiment were planned to end on a day.
   *
   * @param day after the start
   * @param users matured by then, all arms together; null if that is not known
   * @param alwaysValid by looks every day; null if none would be found
   * @param fixedHorizon by one look; null if none would be found
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Detectable(int day, Long users, Double alwaysValid, Double fixedHorizon) {}
}
