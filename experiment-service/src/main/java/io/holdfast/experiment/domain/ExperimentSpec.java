package io.holdfast.experiment.domain;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.event.DecisionPolicy;
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
 * @param coverage the share of users that take part, in (0, 1]
 * @param control the name of the variant that the others are compared with
 * @param variants two arms or more, control among them
 * @param policy by what it is decided
 * @param plannedUsers N*, for which the always-valid intervals are tightest
 * @param namespace the part of a namespace it draws its users from; null for all users
 * @param holdout the users that keep the control; null for none. A draft's is as it was when the
 *     draft was written, and is read again when the experiment starts.
 * @param condition what a user's attributes must meet to take part; null for everyone
 */
public record ExperimentSpec(
    String name,
    String scenario,
    double coverage,
    String control,
    List<Variant> variants,
    DecisionPolicy policy,
    int plannedUsers,
    Namespace namespace,
    Holdout holdout,
    Condition condition) {
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

  /** The same with each arm changed. */
  public ExperimentSpec mapVariants(UnaryOperator<Variant> change) {
    return new ExperimentSpec(
        name,
        scenario,
        coverage,
        control,
        variants.stream().map(change).toList(),
        policy,
        plannedUsers,
        namespace,
        holdout,
        condition);
  }

  /** The same with that share of the users. */
  public ExperimentSpec withCoverage(double changed) {
    return new ExperimentSpec(
        name, scenario, changed, control, variants, policy, plannedUsers, namespace,
        holdout,
        condition);
  }

  /** The same with that holdout. */
  public ExperimentSpec withHoldout(Holdout changed) {
    return new ExperimentSpec(
        name,
        scenario,
        coverage,
        control,
        variants,
        policy,
        plannedUsers,
        namespace,
        changed,
        condition);
  }

  /** The arms' weights by name, in their order. */
  public Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    variants.forEach(variant -> weights.put(variant.name(), variant.weight()));
    return weights;
  }
}
