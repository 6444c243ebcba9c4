package io.holdfast.recommender.returns;

import io.holdfast.recommender.domain.ItemReturns;
import java.util.List;

/**
 * Empirical-Bayes shrinkage of proportions to their common mean (Morris 1983, "Parametric empirical
 * Bayes inference: theory and applications", JASA 78, for the idea; Kleinman 1973, "Proportions
 * with extraneous variance", JASA 68, for the estimates).
 *
 * <p>Item i with n_i consumptions and k_i returns has k_i ~ Binomial(n_i, p_i), and p_i ~ Beta(μM,
 * (1 − μ)M). Then p_i given k_i has the mean
 *
 * <pre>
 * ρ_i = (k_i + M μ) / (n_i + M)
 * </pre>
 *
 * <p>With N = Σ n_i over m items, μ̂ = Σ k_i / N and S = Σ n_i (k_i/n_i − μ̂)², whose expectation
 * is μ(1 − μ) (m − 1 + φ Σ (n_i − 1)(1 − n_i/N)) for φ = 1/(M + 1), the method of moments gives
 *
 * <pre>
 * φ̂ = (S / (μ̂(1 − μ̂)) − (m − 1)) / Σ (n_i − 1)(1 − n_i/N)
 * </pre>
 *
 * <p>If items differ no more than chance makes them, φ̂ ≤ 0 and every ρ_i is the mean. M is at
 * least 1: one consumption never counts for more than the mean does. O(m). Immutable.
 *
 * @param mean μ̂
 * @param strength M, how many consumptions the mean counts for; infinite if items do not differ
 */
record BetaBinomial(double mean, double strength) {
  private static final double GREATEST_PHI = 0.5;

  /**
   * The distribution that counts come from.
   *
   * @throws IllegalArgumentException if there are none
   */
  static BetaBinomial of(List<ItemReturns> counts) {
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("no item has consumptions");
    }
    double all = counts.stream().mapToLong(ItemReturns::consumptions).sum();
    double mean = counts.stream().mapToLong(ItemReturns::returns).sum() / all;
    double squares = 0;
    double weights = 0;
    for (ItemReturns item : counts) {
      double n = item.consumptions();
      double deviation = item.returns() / n - mean;
      squares += n * deviation * deviation;
      weights += (n - 1) * (1 - n / all);
    }
    double variance = mean * (1 - mean);
    if (variance == 0 || weights == 0) {
      return new BetaBinomial(mean, Double.POSITIVE_INFINITY);
    }
    double phi = (squares / variance - (counts.size() - 1)) / weights;
    return new BetaBinomial(
        mean, phi <= 0 ? Double.POSITIVE_INFINITY : 1 / Math.min(phi, GREATEST_PHI) - 1);
  }

  /** ρ of an item. */
  double probability(ItemReturns item) {
    return Double.isInfinite(strength)
        ? mean
        : (item.returns() + strength * mean) / (item.consumptions() + strength);
  }

  /** ρ over μ; 1 if nobody ever comes back. */
  double lift(ItemReturns item) {
    return mean == 0 ? 1 : probability(item) / mean;
  }
}
