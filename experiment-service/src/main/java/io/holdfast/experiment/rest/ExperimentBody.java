package io.holdfast.experiment.rest;

import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.event.Bandit;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.FlagValue;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.targeting.Condition;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentPlan;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.PlanWarnings;
import io.holdfast.experiment.domain.Ramp;
import io.holdfast.experiment.domain.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An experiment as it is sent; what is not known is absent.
 *
 * @param key its identity
 * @param name what people call it
 * @param revision grows by one with each change
 * @param state where it stands
 * @param scenario the scenario whose model it overrides
 * @param interleaving how it mixes its two variants' rankings; absent if it splits users
 * @param coverage the share of users that take part
 * @param ramp how the coverage grows
 * @param control the name of the variant that the others are compared with
 * @param bandit how the weights follow a reward
 * @param variants the arms
 * @param policy by what it is decided; absent where rankings are interleaved
 * @param plannedUsers N* of the always-valid interval
 * @param plan what it is to find out and what that takes
 * @param warnings what the plan says against the experiment; absent without a plan
 * @param namespace the part of a namespace it draws its users from
 * @param holdout the name of the holdout whose users keep the control
 * @param condition what a user's attributes must meet to take part
 * @param createdAt when it was made
 * @param changedAt when its present revision was made
 * @param startedAt when it was started first
 * @param stoppedAt when it was stopped
 * @param stickySince since when exposed users keep a variant that their hash may not say any more
 * @param evaluatedThrough the last watermark day that was evaluated
 * @param undecidedReason why the day after that is not evaluated although it is due
 * @param lastDecision the decision that was made last, without its evidence
 */
public record ExperimentBody(
    String key,
    String name,
    int revision,
    ExperimentState state,
    String scenario,
    Interleaving interleaving,
    double coverage,
    Ramp ramp,
    String control,
    Bandit bandit,
    List<VariantBody> variants,
    DecisionPolicy policy,
    int plannedUsers,
    ExperimentPlan plan,
    List<String> warnings,
    Namespace namespace,
    String holdout,
    Condition condition,
    Instant createdAt,
    Instant changedAt,
    Instant startedAt,
    Instant stoppedAt,
    Instant stickySince,
    Instant evaluatedThrough,
    String undecidedReason,
    DecisionBody lastDecision) {

  /**
   * An arm.
   *
   * @param name unique within the experiment
   * @param weight its share of the users that take part
   * @param model {@code name@version}, or {@code name} while a draft leaves the version open
   * @param parameters what else it overrides
   * @param value what the experiment's flag gives to its users; its name if absent
   */
  public record VariantBody(
      String name, double weight, String model, Map<String, Object> parameters, FlagValue value) {
    static VariantBody of(Variant variant) {
      return new VariantBody(
          variant.name(),
          variant.weight(),
          variant.model().toString(),
          variant.parameters(),
          variant.value());
    }
  }

  static ExperimentBody of(ExperimentReport report) {
    Experiment experiment = report.experiment();
    ExperimentSpec spec = experiment.spec();
    return new ExperimentBody(
        experiment.key(),
        spec.name(),
        experiment.revision(),
        experiment.state(),
        spec.scenario(),
        spec.interleaving(),
        spec.coverage(),
        spec.ramp(),
        spec.control(),
        spec.bandit(),
        spec.variants().stream().map(VariantBody::of).toList(),
        spec.interleaving() == null ? spec.policy() : null,
        spec.plannedUsers(),
        spec.plan(),
        spec.plan() == null ? null : PlanWarnings.of(spec.plan(), spec.plannedUsers()),
        spec.namespace(),
        spec.holdout() == null ? null : spec.holdout().name(),
        spec.condition(),
        experiment.createdAt(),
        report.changedAt(),
        experiment.startedAt(),
        experiment.stoppedAt(),
        experiment.stickySince(),
        report.evaluatedThrough(),
        report.undecidedReason(),
        report.standing() == null ? null : DecisionBody.brief(report.standing()));
  }
}
