package io.holdfast.stickiness.bandit;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Beta(α, β), of a proportion. Its tails fall like e^(−x) where α or β is near 1, so that 20
 * standard deviations leave out less than 1e-8.
 *
 * @param alpha one and the successes
 * @param beta one and the failures
 */
public record BetaBelief(double alpha, double beta) implements Belief {
  private static final double REACH = 20;

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException unless both are 1 or more and finite
   */
  public BetaBelief {
    if (!(alpha >= 1 && beta >= 1 && Double.isFinite(alpha + beta))) {
      throw new IllegalArgumentException("Beta(%s, %s)".formatted(alpha, beta));
    }
  }

  @Override
  public double mean() {
    return alpha / (alpha + beta);
  }

  @Override
  public double standardDeviation() {
    double all = alpha + beta;
    return Math.sqrt(alpha * beta / (all + 1)) / all;
  }

  @Override
  public double density(double value) {
    return distribution().density(value);
  }

  @Override
  public double cumulative(double value) {
    return distribution().cumulativeProbability(value);
  }

  @Override
  public double lowest() {
    return Math.max(0, mean() - REACH * standardDeviation());
  }

  @Override
  public double highest() {
    return Math.min(1, mean() + REACH * standardDeviation());
  }

  private BetaDistribution distribution() {
    return BetaDistribution.of(alpha, beta);
  }
}
