package io.holdfast.core.model.als;

import io.holdfast.core.parallel.CostPartition;

/**
 * One side of the factorization.
 *
 * @param factors float32 [rows, d]
 * @param observations each row's entries; columns are rows of the other side
 * @param chunks bounds of about equal cost, whatever the number of threads: blocks of rows are made
 *     inside them, and arithmetic on blocks must not depend on it
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
record Side(float[] factors, Observations observations, int[] chunks) {

  private static final int MOST_CHUNKS = 512;
  private static final int LEAST_COST = 8192;

  static Side of(Observations observations, int d) {
    int rows = observations.rows();
    if ((long) rows * d > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          rows + " rows of " + d + " factors do not fit an array; take fewer factors");
    }
    // What a row costs by itself is worth some d/32 entries.
    int costPerRow = 1 + d / 32;
    long cost = observations.columns().length + (long) costPerRow * rows;
    int chunks = (int) Math.clamp(cost / LEAST_COST, 1, MOST_CHUNKS);
    return new Side(
        new float[rows * d],
        observations,
        CostPartition.byEntries(observations.starts(), costPerRow, chunks));
  }

  int rows() {
    return observations.rows();
  }
}
