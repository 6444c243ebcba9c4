package io.holdfast.contracts.bucketing;

/**
 * The half-open part [start, end) of the unit interval whose users get one variant. An empty range
 * holds nobody.
 *
 * @param start from here, inclusive
 * @param end to here, exclusive
 */
public record BucketRange(double start, double end) {
  /** Whether the hash falls into the range; false for NaN. */
  public boolean contains(double hash) {
    return hash >= start && hash < end;
  }
}
