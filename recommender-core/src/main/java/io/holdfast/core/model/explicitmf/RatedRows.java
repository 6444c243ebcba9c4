package io.holdfast.core.model.explicitmf;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.parallel.CostPartition;

/**
 * The standardized ratings by the rows of one side, in compressed rows, and how to share the rows
 * out among threads. Not to be written to.
 *
 * @param rows how many rows there are
 * @param starts the offset of each row's first rating, one more than there are rows
 * @param columns the other side's row of each rating
 * @param aspects K, how many numbers a rating has
 * @param ratings each rating in units of its {@link RatingScale}, [entries, K]; NaN for an aspect
 *     that is not known, which the last always is
 * @param chunks bounds of rows of about equal cost
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
record RatedRows(
    int rows, int[] starts, int[] columns, int aspects, float[] ratings, int[] chunks) {

  private static final int CHUNKS_PER_THREAD = 32;

  /** The ratings by user. */
  static RatedRows byUser(InteractionMatrix data, Aspects aspects, int dimensions, int threads) {
    return of(
        data.rowStarts(),
        data.itemArray(),
        aspects.count(),
        aspects.standardized(data),
        dimensions,
        threads);
  }

  /** The same ratings by the other side, of {@code count} rows, in the order of these rows. */
  RatedRows transposed(int count, int dimensions, int threads) {
    int[] start = new int[count + 1];
    for (int column : columns) {
      start[column + 1]++;
    }
    for (int row = 0; row < count; row++) {
      start[row + 1] += start[row];
    }
    int[] next = start.clone();
    int[] other = new int[columns.length];
    float[] values = new float[ratings.length];
    for (int row = 0; row < rows; row++) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        int at = next[columns[p]]++;
        other[at] = row;
        System.arraycopy(ratings, p * aspects, values, at * aspects, aspects);
      }
    }
    return of(start, other, aspects, values, dimensions, threads);
  }

  /** Bit k is set if aspect k of rating {@code p} is known. */
  int known(int p) {
    return KnownAspects.mask(ratings, p * aspects, aspects);
  }

  private static RatedRows of(
      int[] starts, int[] columns, int aspects, float[] ratings, int dimensions, int threads) {
    // A row's own work is that of about D ratings: D³ beside D² for each.
    int[] chunks = CostPartition.byEntries(starts, dimensions, CHUNKS_PER_THREAD * threads);
    return new RatedRows(starts.length - 1, starts, columns, aspects, ratings, chunks);
  }
}
