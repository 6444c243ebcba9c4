package io.holdfast.recommender.popularity;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How much faster items gain users than before, as a lower bound that few users cannot push up.
 *
 * <p>An item has x users of late and y before; all items together have N₁ and N₀, so that a season
 * or a holiday, which lifts everything, lifts nothing here. With Poisson counts of rates that
 * differ by the ratio ρ, x given n = x + y is binomial with
 *
 * <pre>θ = ρ N₁ / (ρ N₁ + N₀)</pre>
 *
 * (Przyborowski & Wilenski, "Homogeneity of Results in Testing Samples from Poisson Series",
 * Biometrika 31, 1940). Across items θ is Beta(s π, s (1 − π)) with π = N₁ / (N₁ + N₀), where
 * nothing rises; s, how alike items are, is found from all of them by moments (Kleinman,
 * "Proportions with Extraneous Variance: Single and Independent Samples", JASA 68, 1973, with the
 * weights w = n): with γ = 1 / (s + 1),
 *
 * <pre>E Σ n (x/n − π)² = π (1 − π) Σ (1 + (n − 1) γ) (1 − n/Σn)</pre>
 *
 * An item's θ is then Beta(s π + x, s (1 − π) + y), and it is ranked by the ratio at the 5 %
 * quantile of θ, as EB05 ranks signals (DuMouchel, "Bayesian Data Mining in Large Frequency
 * Tables", The American Statistician 53, 1999): above 1, it rises with a probability of 95 %.
 *
 * <p>Immutable and thread-safe.
 */
final class RateRatios {
  private static final double QUANTILE = 0.05;
  private static final double LEAST_GAMMA = 1e-6;
  private static final double MOST_GAMMA = 0.5;

  private final double recentShare;
  private final double strength;

  private RateRatios(double recentShare, double strength) {
    this.recentShare = recentShare;
    this.strength = strength;
  }

  /**
   * What is learned from all items.
   *
   * @param recent x of each item
   * @param before y of each item, as long
   * @return null if there were no users at all in one of the two
   */
  static RateRatios fit(int[] recent, int[] before) {
    double recentSum = 0;
    double sum = 0;
    for (int item = 0; item < recent.length; item++) {
      recentSum += recent[item];
      sum += (double) recent[item] + before[item];
    }
    if (recentSum == 0 || recentSum == sum) {
      return null;
    }
    double share = recentSum / sum;
    double squares = 0;
    double binomial = 0;
    double beyond = 0;
    for (int item = 0; item < recent.length; item++) {
      double n = (double) recent[item] + before[item];
      if (n > 0) {
        double deviation = recent[item] / n - share;
        squares += n * deviation * deviation;
        binomial += 1 - n / sum;
        beyond += (n - 1) * (1 - n / sum);
      }
    }
    double gamma =
        beyond == 0 ? LEAST_GAMMA : (squares / (share * (1 - share)) - binomial) / beyond;
    double bounded = Math.clamp(gamma, LEAST_GAMMA, MOST_GAMMA);
    return new RateRatios(share, 1 / bounded - 1);
  }

  /** s: how many users' worth of "as before" an item begins with. */
  double strength() {
    return strength;
  }

  /** Whether the bound can be above 1: not if late users are no more than their share. */
  boolean mayRise(int recent, int before) {
    return recent * (1 - recentShare) > before * recentShare;
  }

  /** The bound of the ratio ρ of an item with so many users of late and before. */
  double lowerBound(int recent, int before) {
    double theta =
        BetaDistribution.of(strength * recentShare + recent, strength * (1 - recentShare) + before)
            .inverseCumulativeProbability(QUANTILE);
    return theta / (1 - theta) * (1 - recentShare) / recentShare;
  }
}
