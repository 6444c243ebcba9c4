package io.holdfast.experiment.allocation;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.lifecycle.AllowedActions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Other weights or another coverage for an experiment that runs or is paused. Exposed users keep
 * their variant; only users who were not exposed yet are split anew. A coverage that is set ends
 * the experiment's ramp.
 *
 * @param weights the weight of every variant by name; empty to leave them
 * @param coverage the share of users that take part; null to leave it
 * @param reason why
 */
public record Allocation(Map<String, Double> weights, Double coverage, String reason) {
  /** What the audit calls the change. */
  public static final String ACTION = "allocate";

  private static final double WEIGHT_TOLERANCE = 0.001;
  private static final int LONGEST_REASON = 1000;

  public Allocation {
    weights = weights == null ? Map.of() : new LinkedHashMap<>(weights);
  }

  /** Other weights. */
  public static Allocation ofWeights(Map<String, Double> weights, String reason) {
    return new Allocation(weights, null, reason);
  }

  /** Another coverage. */
  public static Allocation ofCoverage(double coverage, String reason) {
    return new Allocation(Map.of(), coverage, reason);
  }

  /**
   * The change of that experiment, to be committed with whatever else belongs to it.
   *
   * @param experiment as it stands while it is locked
   * @param actor who asks
   * @param now what time it is
   * @throws ProblemException if it is not valid, with all that is wrong, or the experiment neither
   *     runs nor is paused
   */
  public Change change(Experiment experiment, String actor, Instant now) {
    if (experiment.state() != ExperimentState.RUNNING
        && experiment.state() != ExperimentState.PAUSED) {
      throw ProblemException.conflict(
          "Weights and coverage can be changed while an experiment runs or is paused. Experiment %s is %s; allowed are %s."
              .formatted(
                  experiment.key(),
                  experiment.state().wire(),
                  AllowedActions.of(experiment.state())));
    }
    check(experiment.spec());
    ExperimentSpec spec =
        weights.isEmpty()
            ? experiment.spec()
            : experiment
                .spec()
                .mapVariants(variant -> variant.withWeight(weights.get(variant.name())));
    Experiment changed =
        experiment.reallocated(
            coverage == null ? spec : spec.withCoverage(coverage).withoutRamp(), now);
    return Change.of(changed, actor, ACTION, now).because(reason);
  }

  private void check(ExperimentSpec spec) {
    Violations violations = new Violations();
    if (violations.required("reason", reason)) {
      violations.length("reason", reason, LONGEST_REASON);
      violations.check(reason.indexOf(0) < 0, "reason", "must be text");
    }
    violations.check(
        !weights.isEmpty() || coverage != null, "weights", "or coverage must be given");
    violations.check(
        coverage == null || (coverage > 0 && coverage <= 1),
        "coverage",
        "must be above 0 and at most 1, was " + coverage);
    violations.check(
        coverage == null || coverage == 1 || spec.bandit() == null,
        "coverage",
        "must stay 1 while a bandit moves the weights, was " + coverage);
    if (!weights.isEmpty()) {
      weights(violations, spec);
    }
    violations.throwIfAny();
  }

  private void weights(Violations violations, ExperimentSpec spec) {
    List<String> names = List.copyOf(spec.weights().keySet());
    double sum = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      String field = "weights." + weight.getKey();
      violations.check(names.contains(weight.getKey()), field, "is no variant: there are " + names);
      boolean valid = weight.getValue() != null && weight.getValue() > 0 && weight.getValue() <= 1;
      violations.check(valid, field, "must be above 0 and at most 1, was " + weight.getValue());
      sum += valid ? weight.getValue() : 0;
    }
    for (String name : names) {
      violations.check(weights.containsKey(name), "weights." + name, "is missing");
    }
    violations.check(
        Math.abs(sum - 1) <= WEIGHT_TOLERANCE,
        "weights",
        "must sum to 1 ± %s, sum to %s".formatted(WEIGHT_TOLERANCE, sum));
  }
}
