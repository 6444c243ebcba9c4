package io.holdfast.experiment.domain;

import io.holdfast.experiment.domain.ExperimentPlan.Answer;
import java.util.ArrayList;
import java.util.List;

/** What a plan says against an experiment as it is. Each begins with a kebab-case word. */
public final class PlanWarnings {
  /** Fewer planned users than this share of what is needed are too few. */
  private static final double ENOUGH = 0.8;

  private PlanWarnings() {}

  /**
   * The warnings about an experiment.
   *
   * @param plan answered, or saying why not
   * @param plannedUsers N* as it is set
   */
  public static List<String> of(ExperimentPlan plan, int plannedUsers) {
    if (plan.answer() == null) {
      return List.of("plan-unknown: " + plan.unknownReason());
    }
    Answer answer = plan.answer();
    if (answer.users() == null) {
      return List.of("effect-too-small: no number of users finds " + plan.minimumEffect());
    }
    List<String> warnings = new ArrayList<>();
    if (answer.days() == null) {
      warnings.add("traffic-unknown: nobody has used the product yet; give usersPerDay");
    } else if (answer.days() > plan.longestDays()) {
      warnings.add(
          "not-reachable: %d users take %d days at this traffic, longestDays is %d"
              .formatted(answer.users(), answer.days(), plan.longestDays()));
    }
    if (plannedUsers < ENOUGH * answer.users()) {
      warnings.add(
          "planned-users-too-few: plannedUsers is %d, the plan needs %d"
              .formatted(plannedUsers, answer.users()));
    }
    return warnings;
  }
}
