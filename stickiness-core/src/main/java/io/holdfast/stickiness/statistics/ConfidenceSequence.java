package io.holdfast.stickiness.statistics;

/**
 * The asymptotic confidence sequence for a mean or a difference of means: intervals of which, with
 * probability 1 − α, all cover at once, however often one looks.
 *
 * <p>Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences" (2023, arXiv:2103.06476), the Gaussian-mixture boundary (eq. 9),
 * with ρ from their Appendix B.2, at which it is close to tightest after N* users:
 *
 * <pre>
 *   estimate ± σ̂ · √( 2 (tρ² + 1) / (t² ρ²) · ln( √(tρ² + 1) / α ) )
 *   ρ² = ( −2 ln α + ln(1 − 2 ln α) ) / N*
 * </pre>
 *
 * <p>t is the number of users seen and σ̂² the variance per user of the estimate, so that σ̂² / t
 * is the squared standard error: for one arm t = n, σ̂² = s²; for two, t = n₁ + n₀ and σ̂² = t (s₁²
 * / n₁ + s₀² / n₀). It is valid for any N* fixed beforehand; a wrong one costs width only. Every
 * user must enter once, in an order that does not depend on the outcomes.
 *
 * @param alpha α, one minus the coverage over all looks together
 * @param plannedUsers N*, fixed before the first look
 */
public record ConfidenceSequence(double alpha, long plannedUsers) {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException unless 0 &lt; α &lt; 1 and N* ≥ 1
   */
  public ConfidenceSequence {
    SignificanceLevels.check(alpha);
    if (plannedUsers < 1) {
      throw new IllegalArgumentException("Planned users: " + plannedUsers);
    }
  }

  /** ρ², the tuning that makes the sequence tightest at N*. */
  public double rhoSquared() {
    double twice = -2 * Math.log(alpha);
    return (twice + Math.log1p(twice)) / plannedUsers;
  }

  /**
   * Half the width after some users.
   *
   * @param standardError σ̂ / √t
   * @param users t
   */
  public double halfWidth(double standardError, double users) {
    double tRho = users * rhoSquared();
    return standardError
        * Math.sqrt(2 * (tRho + 1) / tRho * (0.5 * Math.log1p(tRho) - Math.log(alpha)));
  }

  /** The interval around an estimate. */
  public Interval interval(double estimate, double standardError, double users) {
    return Interval.around(estimate, halfWidth(standardError, users));
  }

  /**
   * The always-valid p of the hypothesis that the true value is 0: the level at which the interval
   * with this ρ² just reaches it, √(tρ² + 1) · exp(−½ (estimate / standard error)² · tρ² / (tρ² +
   * 1)), at most 1. It is below α exactly when the interval leaves out 0.
   */
  public double pValue(double estimate, double standardError, double users) {
    double tRho = users * rhoSquared();
    double z = estimate / standardError;
    return Math.min(1, Math.exp(0.5 * Math.log1p(tRho) - 0.5 * z * z * tRho / (tRho + 1)));
  }
}
