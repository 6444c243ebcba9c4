package io.holdfast.experiment.domain;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.event.Bandit;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.targeting.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What people decide about an experiment, and may change while it is a draft. Made from an {@link
 * ExperimentDraft} that was found valid.
 *
 * @param name what people call it
 * @param scenario the scenario whose model it overrides
 * @param interleaving how it mixes its two variants' rankings; null if it splits users
 * @param coverage the share of users that take part, in (0, 1]
 * @param ramp how the coverage grows; null if it does not by itself
 * @param control the name of the variant that the others are compared with
 * @param bandit how the weights follow a reward; null if they do not
 * @param variants two arms or more, control among them
 * @param policy by what it is decided
 * @param plannedUsers N*, for which the always-valid intervals are tightest; {@link
 *     #LEFT_TO_THE_PLAN} until the plan is answered, which no stored experiment is without
 * @param plan what it is to find out and what that takes; null without one
 * @param namespace the part of a namespace it draws its users from; null for all users
 * @param holdout the users that keep the control; null for none. A draft's is as it was when the
 *     draft was written, and is read again when the experiment starts.
 * @param condition what a user's attributes must meet to take part; null for everyone
 */
public record ExperimentSpec(
    String name,
    String scenario,
    Interleaving interleaving,
    double coverage,
    Ramp ramp,
    String control,
    Bandit bandit,
    List<Variant> variants,
    DecisionPolicy policy,
    int plannedUsers,
    ExperimentPlan plan,
    Namespace namespace,
    Holdout holdout,
    Condition condition) {

  /** N* is what the plan will say. */
  public static final int LEFT_TO_THE_PLAN = 0;

  public ExperimentSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(scenario, "scenario");
    Objects.requireNonNull(control, "control");
    variants = List.copyOf(variants);
    Objects.requireNonNull(policy, "policy");
  }

  /** The arms but control, in their order. */
  public List<Variant> challengers() {
    return variants.stream().filter(variant -> !variant.name().equals(control)).toList();
  }

  /**
   * The arm of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Variant variant(String wanted) {
    return variants.stream()
        .filter(variant -> variant.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no variant " + wanted + " of " + name));
  }

  /** The same with that plan and N*. */
  public ExperimentSpec planned(ExperimentPlan newPlan, int newPlannedUsers) {
    return with(coverage, ramp, variants, policy, newPlannedUsers, newPlan, holdout);
  }

  /** The same with decisions taking effect in another way. */
  public ExperimentSpec decidedBy(DecisionPolicy.Mode mode) {
    DecisionPolicy changed =
        new DecisionPolicy(
            policy.successMetric(),
            policy.guardrails(),
            policy.alpha(),
            policy.minimumUsers(),
            policy.minimumDays(),
            mode);
    return with(coverage, ramp, variants, changed, plannedUsers, plan, holdout);
  }

  /** The same with each arm changed. */
  public ExperimentSpec mapVariants(UnaryOperator<Variant> change) {
    List<Variant> changed = variants.stream().map(change).toList();
    return with(coverage, ramp, changed, policy, plannedUsers, plan, holdout);
  }

  /** The same with that share of the users. */
  public ExperimentSpec withCoverage(double changed) {
    return with(changed, ramp, variants, policy, plannedUsers, plan, holdout);
  }

  /** The same without a ramp: the coverage stays. */
  public ExperimentSpec withoutRamp() {
    return with(coverage, null, variants, policy, plannedUsers, plan, holdout);
  }

  /** The same with that holdout. */
  public ExperimentSpec withHoldout(Holdout changed) {
    return with(coverage, ramp, variants, policy, plannedUsers, plan, changed);
  }

  /** The arms' weights by name, in their order. */
  public Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    variants.forEach(variant -> weights.put(variant.name(), variant.weight()));
    return weights;
  }

  private ExperimentSpec with(
      double newCoverage,
      Ramp newRamp,
      List<Variant> newVariants,
      DecisionPolicy newPolicy,
      int newPlannedUsers,
      ExperimentPlan newPlan,
      Holdout newHoldout) {
    return new ExperimentSpec(
        name,
        scenario,
        interleaving,
        newCoverage,
        newRamp,
        control,
        bandit,
        newVariants,
        newPolicy,
        newPlannedUsers,
        newPlan,
        namespace,
        newHoldout,
        condition);
  }
}
