package io.holdfast.stickiness.statistics;

/** A variant beside the control on one metric: an estimate, or why there is none. */
public sealed interface Comparison permits Estimate, Inconclusive {

  /**
   * Compares a variant with the control.
   *
   * <ul>
   *   <li>Proportion: p from the pooled z test, standard error unpooled.
   *   <li>Mean: Welch's t test with Welch–Satterthwaite degrees of freedom (Welch 1947).
   *   <li>Ratio: z test with the delta method clustered by user ({@link
   *       PairMoments#ratioVariance}).
   * </ul>
   *
   * @param kind proportion, mean or ratio
   * @param control the control's statistics: {@link Moments}, or {@link PairMoments} for a ratio
   * @param variant the variant's
   * @return the estimate; inconclusive when an arm has fewer than two users, when neither varies,
   *     or when a ratio has no denominator
   * @throws IllegalArgumentException if the statistics do not fit the kind, or the kind is survival
   */
  static Comparison between(
      MetricKind kind, SufficientStatistics control, SufficientStatistics variant) {
    return ArmComparator.compare(kind, control, variant);
  }

  /**
   * This comparison if the split can be trusted, else inconclusive by sample ratio mismatch. The
   * values of the arms remain to be described ({@link ArmValue}); what they differ by may be the
   * broken split's doing, so nothing should be decided by it.
   *
   * @param healthySplit {@link SampleRatio#healthy} or {@link SequentialSampleRatio#healthy}
   */
  default Comparison onlyIf(boolean healthySplit) {
    return healthySplit ? this : new Inconclusive(InconclusiveReason.SAMPLE_RATIO_MISMATCH);
  }
}
