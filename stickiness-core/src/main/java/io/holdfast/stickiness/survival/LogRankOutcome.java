package io.holdfast.stickiness.survival;

/** Whether the event takes as long in two groups, or why that is unknown. */
public sealed interface LogRankOutcome permits LogRank, SurvivalInconclusive {

  /**
   * The log-rank test (Mantel 1966): at each time with d events among n users at risk, n₁ of them
   * in the variant, d₁ events are expected to be n₁ d / n, with the hypergeometric variance n₁ n₀ d
   * (n − d) / (n² (n − 1)). Strongest where one group's hazard is a constant multiple of the
   * other's; blind to curves that cross evenly. For one look.
   *
   * @return the test; inconclusive when a group has fewer than two users, or nobody had the event
   *     while both groups were at risk
   */
  static LogRankOutcome test(SurvivalTimes control, SurvivalTimes variant) {
    return LogRank.of(control, variant);
  }
}
