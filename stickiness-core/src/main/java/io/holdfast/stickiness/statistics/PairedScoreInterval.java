package io.holdfast.stickiness.statistics;

/**
 * The score interval of a difference of paired proportions: all λ that the score test does not
 * reject.
 *
 * <p>Tango, "Equivalence test and confidence interval for the difference in proportions for the
 * paired-sample design", Statistics in Medicine 17 (1998), sections 3 and 4. With b = wins, c =
 * losses and n users, the score statistic of λ = p_b − p_c is
 *
 * <pre>
 *   T(λ) = (b − c − nλ) / √( n (2 q + λ (1 − λ)) )
 *   q = ( √(B² − 4 A C) − B ) / (2 A),  A = 2n,  B = −b − c + (2n − b + c) λ,  C = −c λ (1 − λ)
 * </pre>
 *
 * <p>q being the likelihood's best p_c under λ. T falls with λ, and the interval's ends are where
 * it is ± z. Unlike estimate ± z standard errors it stays inside [−1, 1], and at λ = 0 it is
 * McNemar's test.
 *
 * @param preferences at least one user
 */
record PairedScoreInterval(PairedPreferences preferences) {

  private static final int HALVINGS = 60;

  Interval at(double alpha) {
    double z = Quantiles.twoSidedCritical(alpha, Double.POSITIVE_INFINITY);
    return new Interval(root(z), root(-z));
  }

  /** Where T falls below {@code level}. */
  private double root(double level) {
    double above = -1;
    double below = 1;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (above + below) / 2;
      if (statistic(middle) > level) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return (above + below) / 2;
  }

  private double statistic(double lambda) {
    double n = preferences.users();
    double b = preferences.wins();
    double c = preferences.losses();
    double linear = -b - c + (2 * n - b + c) * lambda;
    double constant = -c * lambda * (1 - lambda);
    double discriminant = Math.max(0, linear * linear - 8 * n * constant);
    double q = (Math.sqrt(discriminant) - linear) / (4 * n);
    double variance = n * (2 * q + lambda * (1 - lambda));
    double numerator = b - c - n * lambda;
    return numerator == 0 ? 0 : numerator / Math.sqrt(Math.max(0, variance));
  }
}
