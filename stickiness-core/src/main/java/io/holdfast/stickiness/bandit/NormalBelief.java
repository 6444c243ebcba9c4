package io.holdfast.stickiness.bandit;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Normal(μ, s²), of a mean or a ratio.
 *
 * @param mean μ
 * @param standardDeviation s, above 0
 */
public record NormalBelief(double mean, double standardDeviation) implements Belief {
  private static final double REACH = 9;
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException unless μ is finite and 0 &lt; s &lt; ∞
   */
  public NormalBelief {
    if (!Double.isFinite(mean)
        || !(standardDeviation > 0)
        || Double.isInfinite(standardDeviation)) {
      throw new IllegalArgumentException("Normal(%s, %s²)".formatted(mean, standardDeviation));
    }
  }

  @Override
  public double density(double value) {
    return STANDARD.density((value - mean) / standardDeviation) / standardDeviation;
  }

  @Override
  public double cumulative(double value) {
    return STANDARD.cumulativeProbability((value - mean) / standardDeviation);
  }

  @Override
  public double lowest() {
    return mean - REACH * standardDeviation;
  }

  @Override
  public double highest() {
    return mean + REACH * standardDeviation;
  }
}
