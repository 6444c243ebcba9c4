package io.holdfast.stickiness.statistics;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t, and the normal distribution as its limit at infinite degrees of freedom. */
final class Quantiles {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Quantiles() {}

  static double survival(double statistic, double degreesOfFreedom) {
    return distribution(degreesOfFreedom).survivalProbability(statistic);
  }

  /** The value that a fraction {@code alpha} of the distribution lies beyond on both sides. */
  static double twoSidedCritical(double alpha, double degreesOfFreedom) {
    SignificanceLevels.check(alpha);
    return distribution(degreesOfFreedom).inverseSurvivalProbability(alpha / 2);
  }

  private static ContinuousDistribution distribution(double degreesOfFreedom) {
    return Double.isInfinite(degreesOfFreedom) ? NORMAL : TDistribution.of(degreesOfFreedom);
  }
}
