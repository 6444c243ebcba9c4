package io.holdfast.metrics.domain;

/**
 * The buckets that session lengths are counted in: bucket 0 below a second, then bucket k up to
 * {@code GROWTH^(k − 1)} seconds, so that a length is known to 5 % of itself.
 */
public final class SessionLengths {

  /** How much wider each bucket is than the one before. */
  public static final double GROWTH = 1.05;

  private SessionLengths() {}

  /** The greatest length in a bucket, seconds; 0 for the bucket of those below a second. */
  public static double upperSeconds(int bucket) {
    return bucket == 0 ? 0 : Math.pow(GROWTH, bucket - 1);
  }
}
