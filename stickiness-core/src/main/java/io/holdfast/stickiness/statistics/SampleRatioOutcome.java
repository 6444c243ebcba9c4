package io.holdfast.stickiness.statistics;

import java.util.List;

/** Whether users arrived in the variants in proportion to the weights, or why that is unknown. */
public sealed interface SampleRatioOutcome permits SampleRatio, Inconclusive {

  /**
   * Pearson's χ² test of the sample ratio, for one look. Each period of constant weights is a
   * stratum: their statistics and degrees of freedom add up. Arms of weight 0 give no degree of
   * freedom; users in one are a mismatch for certain (χ² infinite, p 0).
   *
   * @param splits the periods
   * @return the test; inconclusive without users or without two arms of positive weight
   */
  static SampleRatioOutcome chiSquare(List<Split> splits) {
    return SampleRatio.chiSquare(splits);
  }
}
