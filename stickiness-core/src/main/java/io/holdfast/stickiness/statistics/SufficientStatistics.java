package io.holdfast.stickiness.statistics;

/**
 * All that inference needs to know of the users of one arm: it sees moments, never rows.
 *
 * <p>Kept in centred form (means and sums of squares about them), because the plain sums of squares
 * lose their digits when the mean is large beside the spread; two of them merge by the pairwise
 * update of Chan, Golub and LeVeque (1983), which adds a single value as Welford (1962) does.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public sealed interface SufficientStatistics permits Moments, PairMoments {

  /** The number of users, the unit that was randomized. */
  long users();
}
