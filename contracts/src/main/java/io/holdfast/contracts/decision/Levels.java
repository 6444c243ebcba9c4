package io.holdfast.contracts.decision;

import io.holdfast.contracts.event.DecisionPolicy;

/**
 * How the policy's α is shared out, so that the chance of any wrong decision stays at α
 * (Bonferroni). Each of K challengers gets α / K. A promotion asks that all bounds hold, so its
 * level is not divided further; one of 1 + guardrails bounds suffices for a roll-back, so its level
 * is.
 *
 * @param promotion α / K
 * @param rollBack α / K / (1 + guardrails)
 */
public record Levels(double promotion, double rollBack) {

  /** The levels of that policy for K challengers. */
  public static Levels of(DecisionPolicy policy, int challengers) {
    if (challengers < 1) {
      throw new IllegalArgumentException("no challengers: " + challengers);
    }
    double promotion = policy.alpha() / challengers;
    return new Levels(promotion, promotion / (1 + policy.guardrails().size()));
  }
}
