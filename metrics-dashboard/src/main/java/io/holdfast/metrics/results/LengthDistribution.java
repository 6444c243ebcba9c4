package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.BreakdownFigures.LengthCount;
import io.holdfast.metrics.domain.SessionLengths;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.InconclusiveReason;
import io.holdfast.stickiness.statistics.PairMoments;
import io.holdfast.stickiness.statistics.QuantileBounds;
import java.util.List;

/**
 * The distribution of session lengths in one arm, from buckets, with errors clustered by user.
 *
 * <p>The share F(x) of sessions no longer than x is a ratio clustered by user, Σ y / Σ x, and
 * {@link QuantileBounds} says how far it may be off. Here its error is exact at the edges of
 * buckets (of the two around a quantile, the greater one is taken), for the rollup keeps Σ y, Σ y²
 * and Σ xy at each of them; between edges F is taken to be a straight line, so that a quantile is
 * known to 5 % of itself. Sessions below a second are an atom at 0: a quantile that lies in it with
 * both its bounds has the standard error 0.
 */
final class LengthDistribution {

  private final long users;
  private final double[] seconds;
  private final double[] lowerSeconds;
  private final double[] sessions;
  private final double[] squares;
  private final double[] products;

  /**
   * From an arm's buckets.
   *
   * @param users the arm's users, with and without sessions
   * @param buckets of one arm and stratum, ascending
   */
  LengthDistribution(long users, List<LengthCount> buckets) {
    this.users = users;
    int size = buckets.size();
    seconds = new double[size];
    lowerSeconds = new double[size];
    sessions = new double[size];
    squares = new double[size];
    products = new double[size];
    for (int i = 0; i < size; i++) {
      LengthCount bucket = buckets.get(i);
      seconds[i] = SessionLengths.upperSeconds(bucket.bucket());
      lowerSeconds[i] = SessionLengths.upperSeconds(Math.max(0, bucket.bucket() - 1));
      sessions[i] = bucket.grownY() + (i == 0 ? 0 : sessions[i - 1]);
      squares[i] = bucket.grownYy() + (i == 0 ? 0 : squares[i - 1]);
      products[i] = bucket.grownXy() + (i == 0 ? 0 : products[i - 1]);
    }
  }

  /**
   * A quantile, with n times its squared standard error as the variance per user.
   *
   * @param probability p, in (0, 1)
   * @return inconclusive with fewer than two users, or so few sessions that a bound lies outside
   */
  ArmValue quantile(double probability) {
    if (users < 2 || sessions.length == 0) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    int bucket = bucketOf(probability);
    double variance = Math.max(bucket == 0 ? 0 : shareVariance(bucket - 1), shareVariance(bucket));
    QuantileBounds bounds = QuantileBounds.of(probability, users, variance);
    if (!bounds.areInside()) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    double standardError =
        bounds.standardError(
            at(bounds.upper()) - at(bounds.lower()), bounds.upper() - bounds.lower());
    return new ArmEstimate(users, at(probability), users * standardError * standardError);
  }

  /** The first bucket up to which a share of all sessions lies. */
  private int bucketOf(double share) {
    double rank = share * sessions[sessions.length - 1];
    int bucket = 0;
    while (bucket < sessions.length - 1 && sessions[bucket] < rank) {
      bucket++;
    }
    return bucket;
  }

  private double at(double share) {
    int bucket = bucketOf(share);
    double before = bucket == 0 ? 0 : sessions[bucket - 1];
    double inside = (share * sessions[sessions.length - 1] - before) / (sessions[bucket] - before);
    return lowerSeconds[bucket] + inside * (seconds[bucket] - lowerSeconds[bucket]);
  }

  /** Per user, of the share of sessions up to a bucket's upper edge. */
  private double shareVariance(int bucket) {
    double n = users;
    double all = sessions[sessions.length - 1];
    double allSquares = squares[squares.length - 1];
    double y = sessions[bucket];
    return PairMoments.ofCentred(
            users,
            y / n,
            all / n,
            Math.max(0, squares[bucket] - y * y / n),
            Math.max(0, allSquares - all * all / n),
            products[bucket] - y * all / n)
        .ratioVariance();
  }
}
