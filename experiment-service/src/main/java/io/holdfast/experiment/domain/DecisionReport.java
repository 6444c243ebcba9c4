package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.DecisionMade.Action;
import java.util.Objects;
import java.util.UUID;

/**
 * A decision and where it stands.
 *
 * @param decision the decision
 * @param standing where it stands
 * @param followedBy the decision that answers or undoes it; null if none does
 */
public record DecisionReport(Decision decision, Standing standing, UUID followedBy) {
  public DecisionReport {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(standing, "standing");
  }

  /**
   * Reads where a decision stands.
   *
   * @param decision the decision
   * @param follower the decision that answers or undoes it; null if there is none
   * @param open whether a proposal could still be answered: no decision about the experiment is
   *     newer, and it runs or is paused
   */
  public static DecisionReport of(Decision decision, Decision follower, boolean open) {
    return new DecisionReport(
        decision, standing(decision, follower, open), follower == null ? null : follower.id());
  }

  private static Standing standing(Decision decision, Decision follower, boolean open) {
    if (decision.applied()) {
      return follower == null ? Standing.APPLIED : Standing.UNDONE;
    }
    if (!decision.isProposal()) {
      return Standing.NOTHING_CHANGED;
    }
    if (follower != null) {
      return follower.action() == Action.KEEP_RUNNING ? Standing.REJECTED : Standing.APPROVED;
    }
    return open ? Standing.PENDING : Standing.LAPSED;
  }
}
