package io.holdfast.experiment.decision;

/**
 * The always-valid interval of a difference of two means (asymptotic confidence sequence,
 * Waudby-Smith et al. 2023), written out once more so that tests do not lean on the code that they
 * stand in for: Δ ± σ̂·√(2(tρ²+1)/(t²ρ²)·ln(√(tρ²+1)/α)), t = n₁+n₀, σ̂² = t(s₁²/n₁+s₀²/n₀), ρ² =
 * (−2 ln α + ln(1 − 2 ln α))/N*.
 *
 * @param difference Δ
 * @param lower its lower bound
 * @param upper its upper bound
 */
public record AlwaysValidInterval(double difference, double lower, double upper) {

  /**
   * Of two proportions; null if an arm has fewer than two users or nothing varies.
   *
   * @param n1 users of the challenger
   * @param x1 those of them that came back
   * @param n0 users of control
   * @param x0 those of them that came back
   * @param alpha α
   * @param planned N*
   */
  public static AlwaysValidInterval ofProportions(
      long n1, long x1, long n0, long x0, double alpha, long planned) {
    if (n1 < 2 || n0 < 2) {
      return null;
    }
    double variance = variance(n1, x1) / n1 + variance(n0, x0) / n0;
    if (variance == 0) {
      return null;
    }
    double t = n1 + n0;
    double sigma = Math.sqrt(t * variance);
    double rho2 = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / planned;
    double half =
        sigma
            * Math.sqrt(
                2 * (t * rho2 + 1) / (t * t * rho2) * Math.log(Math.sqrt(t * rho2 + 1) / alpha));
    double difference = (double) x1 / n1 - (double) x0 / n0;
    return new AlwaysValidInterval(difference, difference - half, difference + half);
  }

  private static double variance(long n, long x) {
    double p = (double) x / n;
    return p * (1 - p) * n / (n - 1);
  }
}
