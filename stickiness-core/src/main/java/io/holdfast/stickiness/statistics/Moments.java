package io.holdfast.stickiness.statistics;

/**
 * The first two moments of one value per user.
 *
 * <p>Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance: Analysis and
 * Recommendations", The American Statistician 37 (1983), eq. 2.1: with δ = ȳ_b − ȳ_a, S = S_a + S_b
 * + δ² n_a n_b / (n_a + n_b); S is {@code centredSquares}.
 *
 * @param users n
 * @param mean ȳ; 0 when there is no user
 * @param centredSquares Σ (y − ȳ)², at least 0
 */
public record Moments(long users, double mean, double centredSquares)
    implements SufficientStatistics {

  /** No user yet. */
  public static final Moments EMPTY = new Moments(0, 0, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative where it cannot be, or not finite
   */
  public Moments {
    if (users < 0
        || !Double.isFinite(mean)
        || !(centredSquares >= 0)
        || Double.isInfinite(centredSquares)
        || (users == 0 && (mean != 0 || centredSquares != 0))) {
      throw new IllegalArgumentException(
          "Moments of %d users: mean %s, centred squares %s"
              .formatted(users, mean, centredSquares));
    }
  }

  /** The moments of some values. */
  public static Moments of(double... values) {
    Moments moments = EMPTY;
    for (double value : values) {
      moments = moments.plus(value);
    }
    return moments;
  }

  /** The moments of {@code successes} ones among {@code users} zeros and ones; exact. */
  public static Moments ofProportion(long users, long successes) {
    if (successes < 0 || successes > users) {
      throw new IllegalArgumentException(successes + " successes of " + users + " users");
    }
    if (users == 0) {
      return EMPTY;
    }
    double mean = (double) successes / users;
    return new Moments(users, mean, (double) successes * (users - successes) / users);
  }

  /**
   * From plain sums, as a table may keep them. Loses the digits that {@code sumOfSquares} and
   * {@code sum² / users} have in common: merge centred moments where the spread is small beside the
   * mean.
   */
  public static Moments ofSums(long users, double sum, double sumOfSquares) {
    if (users == 0) {
      return EMPTY;
    }
    double mean = sum / users;
    return new Moments(users, mean, Math.max(0, Math.fma(-mean, sum, sumOfSquares)));
  }

  /** With one more user. */
  public Moments plus(double value) {
    long n = users + 1;
    double delta = value - mean;
    double newMean = mean + delta / n;
    return new Moments(n, newMean, Math.fma(delta, value - newMean, centredSquares));
  }

  /** Of the users of both; the two must have no user in common. */
  public Moments merge(Moments other) {
    if (users == 0) {
      return other;
    }
    if (other.users == 0) {
      return this;
    }
    long n = users + other.users;
    double delta = other.mean - mean;
    double share = (double) other.users / n;
    return new Moments(
        n,
        Math.fma(delta, share, mean),
        centredSquares + other.centredSquares + delta * delta * users * share);
  }

  /** Σ y. */
  public double sum() {
    return users * mean;
  }

  /** Σ y². */
  public double sumOfSquares() {
    return Math.fma(users * mean, mean, centredSquares);
  }

  /** The unbiased sample variance s²; NaN with fewer than two users. */
  public double variance() {
    return users < 2 ? Double.NaN : centredSquares / (users - 1);
  }
}
