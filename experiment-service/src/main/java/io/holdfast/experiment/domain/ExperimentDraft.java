package io.holdfast.experiment.domain;

import java.util.List;
import java.util.Map;

/**
 * An experiment as it was sent, valid or not: anything may be null. {@link DraftCheck} says what is
 * wrong with it, or makes the {@link ExperimentSpec}.
 *
 * @param key its identity, lower-case letters, digits, {@code - _ .}
 * @param name what people call it; the key if absent
 * @param scenario the scenario whose model it overrides
 * @param interleaving how its two variants' rankings are mixed; users are split if absent
 * @param coverage the share of users that take part; 1 if absent
 * @param ramp how the coverage grows; it stays if absent
 * @param control the name of the variant that the others are compared with
 * @param bandit how the weights follow a reward; they stay if absent
 * @param variants two arms or more, control among them
 * @param policy by what it is decided; absent where rankings are interleaved
 * @param plannedUsers N*, for which the always-valid intervals are tightest; the plan's if absent
 * @param plan what it is to find out, and within how long; none if absent
 * @param namespace the part of a namespace it draws its users from; all users if absent
 * @param holdout the name of the holdout whose users keep the control; none if absent
 * @param condition what a user's attributes must meet; everyone takes part if absent
 * @param revision the revision that a change is meant for; any if absent
 */
public record ExperimentDraft(
    String key,
    String name,
    String scenario,
    InterleavingDraft interleaving,
    Double coverage,
    RampDraft ramp,
    String control,
    BanditDraft bandit,
    List<VariantDraft> variants,
    PolicyDraft policy,
    Integer plannedUsers,
    PlanDraft plan,
    NamespaceDraft namespace,
    String holdout,
    Map<String, Object> condition,
    Integer revision) {

  /**
   * What earns a ranking credit, as it was sent.
   *
   * @param creditTypes types of interaction; click, like, play and purchase if absent
   * @param attributionHours how long after a list was served; 24 if absent
   * @param days days of lists that count from a user's first on; 7 if absent
   */
  public record InterleavingDraft(
      List<String> creditTypes, Integer attributionHours, Integer days) {}

  /**
   * An arm as it was sent.
   *
   * @param name unique within the experiment
   * @param weight its share of the users that take part
   * @param model {@code name} or {@code name@version}
   * @param parameters what else it overrides
   * @param value what the experiment's flag gives to its users, any JSON; its name if absent
   */
  public record VariantDraft(
      String name, Double weight, String model, Map<String, Object> parameters, Object value) {}

  /**
   * A policy as it was sent.
   *
   * @param successMetric the metric that must improve
   * @param guardrails metrics that must not get worse by more than their margin
   * @param alpha the error rate a decision may have; 0.05 if absent
   * @param minimumUsers matured users, all variants together, before a promotion
   * @param minimumDays days since the start before a promotion
   * @param mode {@code automatic} or {@code approval}; automatic if absent
   */
  public record PolicyDraft(
      String successMetric,
      List<GuardrailDraft> guardrails,
      Double alpha,
      Integer minimumUsers,
      Integer minimumDays,
      String mode) {}

  /**
   * A guardrail as it was sent.
   *
   * @param metric its id
   * @param margin the loss that is still accepted, in the metric's own unit
   */
  public record GuardrailDraft(String metric, Double margin) {}

  /**
   * A plan as it was sent.
   *
   * @param minimumEffect the smallest improvement of the success metric worth finding
   * @param baseline the control's value; the product's own if absent
   * @param variance per user, of a metric that is no share of users
   * @param power the wanted chance to find the effect; 0.8 if absent
   * @param usersPerDay who could enter it each day; the product's own if absent
   * @param longestDays after how many days it is to be over; 56 if absent
   */
  public record PlanDraft(
      Double minimumEffect,
      Double baseline,
      Double variance,
      Double power,
      Double usersPerDay,
      Integer longestDays) {}

  /**
   * A bandit as it was sent.
   *
   * @param reward the metric that is to be large
   * @param everyHours how often the weights may move; 24 if absent
   * @param floor the smallest weight of an arm; 0.1 if absent
   * @param burnInUsers users of every arm that must count before the first move; 100 if absent
   */
  public record BanditDraft(String reward, Integer everyHours, Double floor, Integer burnInUsers) {}

  /**
   * A ramp as it was sent.
   *
   * @param steps one or more, of rising coverage
   */
  public record RampDraft(List<StepDraft> steps) {}

  /**
   * A step of a ramp as it was sent.
   *
   * @param coverage the share of users that take part
   * @param hours how long it lasts; absent for the last step
   */
  public record StepDraft(Double coverage, Integer hours) {}

  /**
   * A part of a namespace as it was sent.
   *
   * @param name the namespace
   * @param start from
   * @param end to
   */
  public record NamespaceDraft(String name, Double start, Double end) {}
}
