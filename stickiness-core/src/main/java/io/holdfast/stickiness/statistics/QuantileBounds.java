package io.holdfast.stickiness.statistics;

/**
 * Between which shares of all values the quantile of a share p lies with 95 % confidence, where
 * users, not values, are independent: p ± z σ, z = 1.96, σ the error clustered by user of the share
 * F of values that are at most the quantile. Deng, Knoblich and Lu, "Applying the Delta Method in
 * Metric Analytics", KDD 2018, section 4.2; Yao, Li and Lu, "Privacy-Preserving Quantile Treatment
 * Effect Estimation for Randomized Controlled Trials" (2024, arXiv:2401.14549).
 *
 * @param lower p − z σ
 * @param upper p + z σ
 * @param shareError σ
 */
public record QuantileBounds(double lower, double upper, double shareError) {

  private static final double CRITICAL = Quantiles.twoSidedCritical(0.05, Double.POSITIVE_INFINITY);

  /**
   * The bounds of a quantile.
   *
   * @param probability p
   * @param users n
   * @param shareVariance of F, per user: {@link PairMoments#ratioVariance}
   */
  public static QuantileBounds of(double probability, long users, double shareVariance) {
    double shareError = Math.sqrt(shareVariance / users);
    return new QuantileBounds(
        probability - CRITICAL * shareError, probability + CRITICAL * shareError, shareError);
  }

  /** Whether both lie inside of (0, 1), so that there are values at them. */
  public boolean areInside() {
    return lower > 0 && upper < 1;
  }

  /**
   * The standard error of the quantile: σ by the slope of F⁻¹ between the bounds.
   *
   * @param distance between the values at two shares around the quantile
   * @param share between these shares; upper − lower but for rounding to values
   * @return 0 if the share has no error
   */
  public double standardError(double distance, double share) {
    return shareError == 0 ? 0 : shareError * distance / share;
  }
}
