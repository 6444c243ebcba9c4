package io.holdfast.contracts.decision;

import io.holdfast.contracts.decision.ExperimentResults.Challenger;
import io.holdfast.contracts.decision.ExperimentResults.Metric;
import io.holdfast.contracts.decision.Outcome.Assessment;
import io.holdfast.contracts.decision.Outcome.KeepRunning;
import io.holdfast.contracts.decision.Outcome.Promote;
import io.holdfast.contracts.decision.Outcome.RollBack;
import io.holdfast.contracts.decision.Outcome.Verdict;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.DecisionPolicy.Guardrail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule by which an experiment is decided: a pure function.
 *
 * <ul>
 *   <li>A challenger is better when the success metric's lower bound is above 0 and every
 *       guardrail's lower bound is above −margin, each at α / K.
 *   <li>It is harmful when the success metric's upper bound is below 0 or a guardrail's upper bound
 *       is below −margin, each at α / K / (1 + guardrails).
 *   <li>Promoted is the better one, of several the one with the greatest difference in the success
 *       metric, if no mark makes the results untrustworthy, users are split as the weights say, and
 *       the planned minimum of matured users and of days is reached.
 *   <li>Rolled back is when every challenger is harmful; harm needs no minimum, so that it ends
 *       early. While only some are, the experiment keeps running and the reasons name them: ending
 *       it would take the others' chance.
 *   <li>Otherwise the experiment keeps running. What could not be computed is never taken for an
 *       answer.
 * </ul>
 *
 * <p>The bounds are always-valid, so the rule may be applied every day. Matured users are those of
 * the success metric, all arms together.
 */
public final class DecisionRule {
  private DecisionRule() {}

  /** What that reading means. */
  public static Outcome decide(Reading reading) {
    List<Assessment> assessments =
        reading.challengers().stream().map(variant -> assess(reading, variant)).toList();
    List<String> obstacles = obstacles(reading);
    Optional<Assessment> best =
        assessments.stream()
            .filter(each -> each.verdict() == Verdict.BETTER)
            .max(Comparator.comparingDouble(each -> difference(reading, each.variant())));
    if (best.isPresent() && obstacles.isEmpty()) {
      return new Promote(best.get().variant(), best.get().reasons(), assessments);
    }
    if (assessments.stream().allMatch(each -> each.verdict() == Verdict.HARMFUL)) {
      return new RollBack(reasons(assessments), assessments);
    }
    Set<String> why = new LinkedHashSet<>(obstacles);
    for (Assessment each : assessments) {
      if (each.verdict() == Verdict.HARMFUL) {
        why.add(Reasons.of(Reasons.CHALLENGER_HARMFUL, each.variant()));
      } else {
        why.addAll(each.reasons());
      }
    }
    return new KeepRunning(List.copyOf(why), assessments);
  }

  private static Assessment assess(Reading reading, String variant) {
    List<String> harm = harm(reading, variant);
    if (!harm.isEmpty()) {
      return new Assessment(variant, Verdict.HARMFUL, harm);
    }
    List<String> doubts = doubts(reading, variant);
    if (!doubts.isEmpty()) {
      return new Assessment(variant, Verdict.UNDECIDED, doubts);
    }
    return new Assessment(
        variant,
        Verdict.BETTER,
        reading.policy().guardrails().isEmpty()
            ? List.of(Reasons.SUCCESS_ABOVE_ZERO)
            : List.of(Reasons.SUCCESS_ABOVE_ZERO, Reasons.GUARDRAILS_HELD));
  }

  private static List<String> harm(Reading reading, String variant) {
    DecisionPolicy policy = reading.policy();
    ExperimentResults results = reading.rollBack();
    List<String> harm = new ArrayList<>();
    results
        .estimate(policy.successMetric(), variant)
        .filter(estimate -> estimate.alwaysValid().upper() < 0)
        .ifPresent(estimate -> harm.add(Reasons.SUCCESS_BELOW_ZERO));
    for (Guardrail guardrail : policy.guardrails()) {
      results
          .estimate(guardrail.metric(), variant)
          .filter(estimate -> estimate.alwaysValid().upper() < -guardrail.margin())
          .ifPresent(
              estimate -> harm.add(Reasons.of(Reasons.GUARDRAIL_BROKEN, guardrail.metric())));
    }
    return harm;
  }

  private static List<String> doubts(Reading reading, String variant) {
    DecisionPolicy policy = reading.policy();
    ExperimentResults results = reading.promotion();
    List<String> doubts = new ArrayList<>();
    Optional<Challenger> success = results.estimate(policy.successMetric(), variant);
    if (success.isEmpty()) {
      doubts.add(Reasons.SUCCESS_INCONCLUSIVE);
    } else if (!(success.get().alwaysValid().lower() > 0)) {
      doubts.add(Reasons.SUCCESS_UNDECIDED);
    }
    for (Guardrail guardrail : policy.guardrails()) {
      Optional<Challenger> estimate = results.estimate(guardrail.metric(), variant);
      if (estimate.isEmpty()) {
        doubts.add(Reasons.of(Reasons.GUARDRAIL_INCONCLUSIVE, guardrail.metric()));
      } else if (!(estimate.get().alwaysValid().lower() > -guardrail.margin())) {
        doubts.add(Reasons.of(Reasons.GUARDRAIL_UNDECIDED, guardrail.metric()));
      }
    }
    return doubts;
  }

  /** What forbids any promotion, whatever the bounds are. */
  private static List<String> obstacles(Reading reading) {
    DecisionPolicy policy = reading.policy();
    ExperimentResults results = reading.promotion();
    List<String> obstacles = new ArrayList<>();
    for (String mark : results.untrustworthy()) {
      obstacles.add(Reasons.of(Reasons.UNTRUSTWORTHY, mark));
    }
    if (results.sampleRatioHealthy() == null) {
      obstacles.add(Reasons.SAMPLE_RATIO_UNKNOWN);
    } else if (!results.sampleRatioHealthy()) {
      obstacles.add(Reasons.SAMPLE_RATIO_MISMATCH);
    }
    long users = results.metric(policy.successMetric()).map(Metric::users).orElse(0L);
    if (users < policy.minimumUsers()) {
      obstacles.add(Reasons.MINIMUM_USERS);
    }
    if (Duration.between(reading.startedAt(), reading.day()).toDays() < policy.minimumDays()) {
      obstacles.add(Reasons.MINIMUM_DAYS);
    }
    return obstacles;
  }

  private static double difference(Reading reading, String variant) {
    return reading
        .promotion()
        .estimate(reading.policy().successMetric(), variant)
        .map(Challenger::difference)
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private static List<String> reasons(List<Assessment> assessments) {
    Set<String> reasons = new LinkedHashSet<>();
    assessments.forEach(each -> reasons.addAll(each.reasons()));
    return List.copyOf(reasons);
  }
}
