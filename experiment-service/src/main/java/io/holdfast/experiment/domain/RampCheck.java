package io.holdfast.experiment.domain;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.ExperimentDraft.RampDraft;
import io.holdfast.experiment.domain.ExperimentDraft.StepDraft;
import java.util.List;

/** What is wrong with a draft's ramp. Stateless. */
final class RampCheck {
  private static final int MOST_STEPS = 10;
  private static final int MOST_HOURS = 24 * 28;

  private RampCheck() {}

  /** The ramp of a draft that is valid; null if it has none. */
  static Ramp ramp(RampDraft draft) {
    return draft == null
        ? null
        : new Ramp(
            draft.steps().stream()
                .map(step -> new Ramp.Step(step.coverage(), step.hours()))
                .toList());
  }

  /** Adds what is wrong. */
  static void check(ExperimentDraft draft, Violations violations) {
    violations.check(
        draft.coverage() == null,
        "coverage",
        "must be absent with a ramp, whose first step says it, was " + draft.coverage());
    violations.check(
        draft.bandit() == null, "ramp", "must be absent with a bandit, which needs coverage 1");
    violations.check(
        draft.interleaving() == null,
        "ramp",
        "must be absent with interleaving, whose results raise no alarms");
    List<StepDraft> steps = draft.ramp().steps();
    int count = steps == null ? 0 : steps.size();
    if (!violations.check(
        count >= 1 && count <= MOST_STEPS,
        "ramp.steps",
        "must be 1 to %d, were %d".formatted(MOST_STEPS, count))) {
      return;
    }
    double before = 0;
    for (int k = 0; k < count; k++) {
      String field = "ramp.steps[" + k + "]";
      StepDraft step = steps.get(k);
      if (violations.required(field, step)) {
        before = coverage(field, step, before, violations);
        hours(field, step, k == count - 1, violations);
      }
    }
  }

  /** Checks a step's coverage; returns what the next one must be above. */
  private static double coverage(
      String field, StepDraft step, double before, Violations violations) {
    Double coverage = step.coverage();
    boolean valid =
        violations.check(
            coverage != null && coverage > before && coverage <= 1,
            field + ".coverage",
            "must be above %s and at most 1, was %s".formatted(before, coverage));
    return valid ? coverage : before;
  }

  private static void hours(String field, StepDraft step, boolean last, Violations violations) {
    Integer hours = step.hours();
    if (last) {
      violations.check(hours == null, field + ".hours", "must be absent: the last step has no end");
    } else if (violations.required(field + ".hours", hours)) {
      violations.range(field + ".hours", hours, 1, MOST_HOURS);
    }
  }
}
