package io.holdfast.experiment.domain;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.ExperimentDraft.PlanDraft;

/** Finds everything that is wrong with the plan of a draft. */
final class PlanCheck {
  private static final double DEFAULT_POWER = 0.8;
  private static final int DEFAULT_LONGEST_DAYS = 56;
  private static final int MOST_DAYS = 3650;

  private PlanCheck() {}

  /**
   * Checks a plan.
   *
   * @param plan as it was sent
   * @param successMetric the metric that is to improve; null if the draft has none
   * @param alpha the draft's error rate
   * @param violations where to say what is wrong, below {@code plan}
   */
  static void check(PlanDraft plan, String successMetric, double alpha, Violations violations) {
    violations.check(
        isPositive(plan.minimumEffect()),
        "minimumEffect",
        "must be above 0, was " + plan.minimumEffect());
    double power = plan.power() == null ? DEFAULT_POWER : plan.power();
    violations.check(
        power > alpha && power < 1,
        "power",
        "must be above the policy's alpha and below 1, was " + power);
    violations.check(
        plan.usersPerDay() == null || isPositive(plan.usersPerDay()),
        "usersPerDay",
        "must be above 0, was " + plan.usersPerDay());
    violations.range("longestDays", plan.longestDays(), 1, MOST_DAYS);
    violations.finite("baseline", plan.baseline());
    if (successMetric != null && MetricNames.isShare(successMetric)) {
      share(plan, violations);
    } else if (successMetric != null) {
      violations.check(
          isPositive(plan.variance()),
          "variance",
          "is required for %s and must be above 0, was %s"
              .formatted(successMetric, plan.variance()));
    }
  }

  private static void share(PlanDraft plan, Violations violations) {
    violations.check(plan.variance() == null, "variance", "does not belong to a share of users");
    Double baseline = plan.baseline();
    if (baseline == null) {
      return;
    }
    if (violations.check(
        baseline > 0 && baseline < 1, "baseline", "must be above 0 and below 1, was " + baseline)) {
      violations.check(
          !isPositive(plan.minimumEffect()) || baseline + plan.minimumEffect() <= 1,
          "minimumEffect",
          "must not lift the baseline of %s above 1, was %s"
              .formatted(baseline, plan.minimumEffect()));
    }
  }

  /** The plan of a draft that was found valid; null if it has none. */
  static ExperimentPlan plan(PlanDraft plan) {
    return plan == null
        ? null
        : new ExperimentPlan(
            plan.minimumEffect(),
            plan.baseline(),
            plan.variance(),
            plan.power() == null ? DEFAULT_POWER : plan.power(),
            plan.usersPerDay(),
            plan.longestDays() == null ? DEFAULT_LONGEST_DAYS : plan.longestDays(),
            null,
            null,
            null);
  }

  private static boolean isPositive(Double value) {
    return value != null && value > 0 && Double.isFinite(value);
  }
}
