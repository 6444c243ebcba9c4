package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.Bandit;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.ExperimentDraft.BanditDraft;
import io.holdfast.experiment.domain.ExperimentDraft.PolicyDraft;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** What is wrong with a draft's bandit. Stateless. */
final class BanditCheck {
  private static final int DEFAULT_HOURS = 24;
  private static final int MOST_HOURS = 24 * 28;
  private static final double DEFAULT_FLOOR = 0.1;
  private static final double LEAST_FLOOR = 0.01;
  private static final int DEFAULT_BURN_IN = 100;

  /** What metrics-dashboard measures for every experiment and has an always-valid interval. */
  private static final Set<String> ALWAYS_MEASURED =
      Set.of(
          "retention-day-1",
          "retention-day-3",
          "retention-day-7",
          "retention-day-14",
          "session-seconds",
          "sessions-per-user",
          "active-days-28");

  private BanditCheck() {}

  /** The bandit of a draft that is valid. */
  static Bandit bandit(BanditDraft draft) {
    return new Bandit(draft.reward(), hours(draft), floor(draft), burnIn(draft));
  }

  /** Adds what is wrong. */
  static void check(ExperimentDraft draft, Violations violations) {
    BanditDraft bandit = draft.bandit();
    reward(draft, violations);
    violations.check(
        hours(bandit) >= 1 && hours(bandit) <= MOST_HOURS,
        "bandit.everyHours",
        "must be from 1 to %d, was %d".formatted(MOST_HOURS, hours(bandit)));
    int arms = draft.variants() == null ? 2 : Math.max(2, draft.variants().size());
    violations.check(
        floor(bandit) >= LEAST_FLOOR && floor(bandit) * arms < 1,
        "bandit.floor",
        "must be %s or more and below 1/%d, the weight of %d arms alike, was %s"
            .formatted(LEAST_FLOOR, arms, arms, floor(bandit)));
    violations.check(
        burnIn(bandit) >= 2, "bandit.burnInUsers", "must be 2 or more, was " + burnIn(bandit));
    // Those left out before would enter the arms unevenly when the arms' ranges move.
    violations.check(
        draft.coverage() == null || draft.coverage() == 1,
        "coverage",
        "must be 1 with a bandit, was %s: take a part of a namespace instead"
            .formatted(draft.coverage()));
  }

  private static void reward(ExperimentDraft draft, Violations violations) {
    String reward = draft.bandit().reward();
    if (!violations.required("bandit.reward", reward)) {
      return;
    }
    Set<String> measured = new LinkedHashSet<>(ALWAYS_MEASURED);
    PolicyDraft policy = draft.policy();
    if (policy != null) {
      measured.add(policy.successMetric());
      if (policy.guardrails() != null) {
        policy.guardrails().stream()
            .filter(Objects::nonNull)
            .forEach(guardrail -> measured.add(guardrail.metric()));
      }
    }
    String objection = MetricNames.objection(reward).orElse(null);
    violations.check(objection == null, "bandit.reward", objection);
    violations.check(
        objection != null || measured.contains(reward),
        "bandit.reward",
        "must be the success metric, a guardrail, or one of %s, which are always measured; was %s"
            .formatted(ALWAYS_MEASURED.stream().sorted().toList(), reward));
  }

  private static int hours(BanditDraft draft) {
    return draft.everyHours() == null ? DEFAULT_HOURS : draft.everyHours();
  }

  private static double floor(BanditDraft draft) {
    return draft.floor() == null ? DEFAULT_FLOOR : draft.floor();
  }

  private static int burnIn(BanditDraft draft) {
    return draft.burnInUsers() == null ? DEFAULT_BURN_IN : draft.burnInUsers();
  }
}
