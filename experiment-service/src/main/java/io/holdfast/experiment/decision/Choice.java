package io.holdfast.experiment.decision;

import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.problem.Violations;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a person decides.
 *
 * @param action what
 * @param variant which variant to promote; null if that goes without saying, or for other actions
 * @param reason why, in the person's words
 */
public record Choice(Action action, String variant, String reason) {
  private static final int LONGEST_REASON = 1000;
  private static final Map<String, Action> ACTIONS =
      Arrays.stream(Action.values()).collect(Collectors.toMap(Action::wire, Function.identity()));

  /**
   * Reads what was sent.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if it is not valid, with all that is
   *     wrong
   */
  public static Choice of(String action, String variant, String reason) {
    Violations violations = new Violations();
    violations.required("action", action);
    violations.oneOf("action", action, ACTIONS.keySet().stream().sorted().toList());
    if (violations.required("reason", reason)) {
      violations.length("reason", reason, LONGEST_REASON);
      violations.check(reason.indexOf(0) < 0, "reason", "must be text");
    }
    if (variant != null && !Action.PROMOTE.wire().equals(action)) {
      violations.add("variant", "belongs to the action promote only");
    }
    violations.throwIfAny();
    return new Choice(ACTIONS.get(action), variant, reason);
  }
}
