package io.holdfast.stickiness.statistics;

/** The value of a metric in one arm, or why it has none. */
public sealed interface ArmValue permits ArmEstimate, Inconclusive {

  /**
   * Estimates a metric's value in one arm.
   *
   * @param kind proportion, mean or ratio
   * @param statistics {@link Moments} for a proportion or a mean, {@link PairMoments} for a ratio
   * @return the estimate; inconclusive without users or, for a ratio, without a denominator
   * @throws IllegalArgumentException if the statistics do not fit the kind, or the kind is survival
   */
  static ArmValue of(MetricKind kind, SufficientStatistics statistics) {
    return ArmEstimator.estimate(kind, statistics);
  }
}
