package io.holdfast.stickiness.statistics;

/**
 * The first two moments of a pair of values per user: y, the numerator, and x, the denominator of a
 * ratio.
 *
 * <p>In PostgreSQL's words, for {@code (y, x)}: {@code regr_count, regr_avgy, regr_avgx, regr_syy,
 * regr_sxx, regr_sxy}.
 *
 * @param users n
 * @param numerator moments of y
 * @param denominator moments of x
 * @param crossProducts Σ (y − ȳ)(x − x̄)
 */
public record PairMoments(long users, Moments numerator, Moments denominator, double crossProducts)
    implements SufficientStatistics {

  /** No user yet. */
  public static final PairMoments EMPTY = new PairMoments(0, Moments.EMPTY, Moments.EMPTY, 0);

  /**
   * Checks that the parts speak of the same users.
   *
   * @throws IllegalArgumentException if not
   */
  public PairMoments {
    if (numerator.users() != users
        || denominator.users() != users
        || !Double.isFinite(crossProducts)) {
      throw new IllegalArgumentException(
          "Pair moments of %d users: numerator %s, denominator %s, cross products %s"
              .formatted(users, numerator, denominator, crossProducts));
    }
  }

  /** From centred sums. */
  public static PairMoments ofCentred(
      long users,
      double meanNumerator,
      double meanDenominator,
      double centredSquaresNumerator,
      double centredSquaresDenominator,
      double crossProducts) {
    return new PairMoments(
        users,
        new Moments(users, meanNumerator, centredSquaresNumerator),
        new Moments(users, meanDenominator, centredSquaresDenominator),
        crossProducts);
  }

  /** With one more user. */
  public PairMoments plus(double y, double x) {
    double delta = y - numerator.mean();
    Moments newDenominator = denominator.plus(x);
    return new PairMoments(
        users + 1,
        numerator.plus(y),
        newDenominator,
        Math.fma(delta, x - newDenominator.mean(), crossProducts));
  }

  /** Of the users of both; the two must have no user in common. */
  public PairMoments merge(PairMoments other) {
    if (users == 0) {
      return other;
    }
    if (other.users == 0) {
      return this;
    }
    long n = users + other.users;
    double deltaY = other.numerator.mean() - numerator.mean();
    double deltaX = other.denominator.mean() - denominator.mean();
    double between = deltaY * deltaX * users * ((double) other.users / n);
    return new PairMoments(
        n,
        numerator.merge(other.numerator),
        denominator.merge(other.denominator),
        crossProducts + other.crossProducts + between);
  }

  /** Σ y / Σ x; NaN when Σ x is 0. */
  public double ratio() {
    return denominator.mean() == 0 ? Double.NaN : numerator.mean() / denominator.mean();
  }

  /**
   * The variance per user of the ratio R = Σ y / Σ x by the delta method clustered by user: the
   * sample variance of the residuals z = (y − R·x) / x̄, s_z² = (s_y² − 2 R s_xy + R² s_x²) / x̄²,
   * so that Var(R) ≈ s_z² / n. Deng, Knoblich and Lu, "Applying the Delta Method in Metric
   * Analytics", KDD 2018, the section on cluster randomization.
   *
   * @return s_z²; NaN with fewer than two users or Σ x = 0
   */
  public double ratioVariance() {
    if (users < 2 || denominator.mean() == 0) {
      return Double.NaN;
    }
    double ratio = ratio();
    double scale = numerator.centredSquares() + ratio * ratio * denominator.centredSquares();
    double residuals = scale - 2 * ratio * crossProducts;
    double noise = scale * ROUNDING;
    return residuals <= noise
        ? 0
        : residuals / (users - 1) / (denominator.mean() * denominator.mean());
  }

  /** Residuals this small beside their terms are rounding: y is a multiple of x. */
  private static final double ROUNDING = 1e-13;
}
