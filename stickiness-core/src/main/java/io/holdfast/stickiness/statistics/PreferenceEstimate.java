package io.holdfast.stickiness.statistics;

/**
 * By how much users prefer the challenger of two interleaved rankings.
 *
 * <p>Chapelle, Joachims, Radlinski and Yue, "Large-Scale Validation and Analysis of Interleaved
 * Search Evaluation", ACM Transactions on Information Systems 30 (2012): the preference
 *
 * <pre>
 *   Δ = (wins + ½ ties) / (wins + losses + ties) − ½
 * </pre>
 *
 * is above 0 if the challenger is preferred, at most ½, and 0 in expectation if a user's clicks do
 * not depend on the ranking. The unit is the user, so that one user's many clicks count once and
 * users are independent. Δ = λ / 2 with λ = (wins − losses) / n, a difference of paired
 * proportions: fixed-horizon intervals are {@link PairedScoreInterval}s of λ, halved, and agree
 * with {@link #pValue}.
 *
 * @param preferences what users prefer
 */
public record PreferenceEstimate(PairedPreferences preferences) implements PreferenceOutcome {

  /**
   * Checks that somebody prefers something.
   *
   * @throws IllegalArgumentException if nobody does, or there is but one user
   */
  public PreferenceEstimate {
    if (preferences.decided() < 1 || preferences.users() < 2) {
      throw new IllegalArgumentException("Nothing can be estimated from " + preferences);
    }
  }

  /** Δ. */
  public double preference() {
    return 0.5 * (preferences.wins() - preferences.losses()) / preferences.users();
  }

  /**
   * The standard error of Δ: that of the mean of ½, 0 and −½, one a user, from the sample variance.
   */
  public double standardError() {
    long n = preferences.users();
    double delta = preference();
    double centredSquares = Math.max(0, 0.25 * preferences.decided() - n * delta * delta);
    return Math.sqrt(centredSquares / (n - 1) / n);
  }

  /**
   * The two-sided p of no preference, for one look: the score test, z = (wins − losses) / √(wins +
   * losses), which is the sign test by the normal approximation and McNemar's of paired
   * proportions.
   */
  public double pValue() {
    double z =
        Math.abs(preferences.wins() - preferences.losses()) / Math.sqrt(preferences.decided());
    return 2 * Quantiles.survival(z, Double.POSITIVE_INFINITY);
  }

  /**
   * The interval of Δ at level α, for one look; it leaves out 0 exactly when {@link #pValue} is
   * below α.
   */
  public Interval interval(double alpha) {
    Interval lambda = new PairedScoreInterval(preferences).at(alpha);
    return new Interval(lambda.lower() / 2, lambda.upper() / 2);
  }

  /**
   * The always-valid interval of Δ: {@link ConfidenceSequence} of a mean whose terms lie in [−½,
   * ½], t = n. Looking every day is allowed, if every user enters once, with a preference that is
   * final.
   *
   * @param alpha one minus the coverage over all looks together
   * @param plannedUsers N*, fixed at the start
   */
  public Interval alwaysValidInterval(double alpha, long plannedUsers) {
    Interval unbounded =
        new ConfidenceSequence(alpha, plannedUsers)
            .interval(preference(), standardError(), preferences.users());
    return new Interval(Math.max(-0.5, unbounded.lower()), Math.min(0.5, unbounded.upper()));
  }

  /**
   * The always-valid p of no preference; below α exactly when the interval at α leaves out 0.
   *
   * @param alpha the level that ρ is tuned for
   * @param plannedUsers N*
   */
  public double alwaysValidPValue(double alpha, long plannedUsers) {
    double error = standardError();
    return error == 0
        ? 0
        : new ConfidenceSequence(alpha, plannedUsers)
            .pValue(preference(), error, preferences.users());
  }
}
