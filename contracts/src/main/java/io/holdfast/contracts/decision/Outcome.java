package io.holdfast.contracts.decision;

import java.util.List;

/**
 * What the rule says. Reasons are kebab-case words of {@link Reasons}, some with their subject
 * after a colon.
 */
public sealed interface Outcome {

  /** Why. */
  List<String> reasons();

  /** What was found about each challenger. */
  List<Assessment> assessments();

  /**
   * The variant serves everyone from now on.
   *
   * @param variant the best of those that passed
   */
  record Promote(String variant, List<String> reasons, List<Assessment> assessments)
      implements Outcome {}

  /** Control serves everyone from now on: every challenger does harm. */
  record RollBack(List<String> reasons, List<Assessment> assessments) implements Outcome {}

  /** Nothing changes. */
  record KeepRunning(List<String> reasons, List<Assessment> assessments) implements Outcome {}

  /** How a challenger stands. */
  enum Verdict {
    /** The success metric is above 0 and every guardrail holds. */
    BETTER,
    /** The success metric is below 0 or a guardrail is broken. */
    HARMFUL,
    /** Neither is known. */
    UNDECIDED
  }

  /**
   * What was found about one challenger.
   *
   * @param variant which
   * @param verdict how it stands
   * @param reasons why
   */
  record Assessment(String variant, Verdict verdict, List<String> reasons) {}
}
