package io.holdfast.experiment.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * What an experiment is to find out, and what that takes.
 *
 * @param minimumEffect the smallest improvement of the success metric worth finding, in its unit
 * @param baseline the control's value; null for the product's own
 * @param variance per user, of a metric that is no share; null for a share
 * @param power the wanted chance to find the effect
 * @param usersPerDay who could enter it each day; null for the product's own
 * @param longestDays after how many days it is to be over
 * @param computedAt when metrics-dashboard was asked; null before
 * @param answer what it answered; null if it did not
 * @param unknownReason why there is no answer, beginning with a kebab-case word; null if there is
 */
public record ExperimentPlan(
    double minimumEffect,
    Double baseline,
    Double variance,
    double power,
    Double usersPerDay,
    int longestDays,
    Instant computedAt,
    Answer answer,
    String unknownReason) {

  public ExperimentPlan {
    computedAt = computedAt == null ? null : computedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The plan with that answer. */
  public ExperimentPlan answered(Answer newAnswer, Instant at) {
    return new ExperimentPlan(
        minimumEffect,
        baseline,
        variance,
        power,
        usersPerDay,
        longestDays,
        at,
        Objects.requireNonNull(newAnswer, "newAnswer"),
        null);
  }

  /** The plan without an answer, and why. */
  public ExperimentPlan unanswered(String reason, Instant at) {
    return new ExperimentPlan(
        minimumEffect,
        baseline,
        variance,
        power,
        usersPerDay,
        longestDays,
        at,
        null,
        Objects.requireNonNull(reason, "reason"));
  }

  /**
   * What it takes.
   *
   * @param users N*: matured users of all arms together, looked at every day; null if no number
   *     would do
   * @param arms of each arm, the control's first; null if no number would do
   * @param days until so many have entered and matured; null if that is not known
   * @param reachable whether that is within the longest days; null if that is not known
   * @param fixedHorizonUsers the same for a single look at the end
   * @param fixedHorizonDays the same for a single look at the end
   * @param baseline the control's value that was used
   * @param usersPerDay the traffic that was used
   */
  public record Answer(
      Long users,
      List<Long> arms,
      Long days,
      Boolean reachable,
      Long fixedHorizonUsers,
      Long fixedHorizonDays,
      Taken baseline,
      Taken usersPerDay) {}

  /**
   * A number and where it comes from.
   *
   * @param value the number; null if there is none
   * @param source {@code given}, or {@code product} for the product's own figures
   */
  public record Taken(Double value, String source) {}
}
