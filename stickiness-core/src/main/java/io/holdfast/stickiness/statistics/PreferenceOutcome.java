package io.holdfast.stickiness.statistics;

/** Which of two interleaved rankings users prefer, or why that cannot be told yet. */
public sealed interface PreferenceOutcome permits PreferenceEstimate, Inconclusive {

  /**
   * Fewer users who prefer one of the rankings, and nothing is estimated: n p (1 − p) = 5 at p = ½,
   * the usual bound of the normal approximation to a binomial.
   */
  long FEWEST_DECIDED = 20;

  /** The estimate; inconclusive while fewer than {@link #FEWEST_DECIDED} users prefer one. */
  static PreferenceOutcome of(PairedPreferences preferences) {
    return preferences.decided() < FEWEST_DECIDED
        ? new Inconclusive(InconclusiveReason.TOO_FEW_USERS)
        : new PreferenceEstimate(preferences);
  }
}
