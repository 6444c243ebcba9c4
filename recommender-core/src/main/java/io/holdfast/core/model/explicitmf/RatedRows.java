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
 * @param ratings each rating in units of the {@link RatingScale}
 * @param chunks bounds of rows of about equal cost
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
record RatedRows(int rows, int[] starts, int[] columns, float[] ratings, int[] chunks) {

  private static final int CHUNKS_PER_THREAD = 32;

  /** The ratings by user. */
  static RatedRows byUser(InteractionMatrix data, RatingScale scale, int dimensions, int threads) {
    return of(data.rowStarts(), data.itemArray(), data.valueArray(), scale, dimensions, threads);
  }

  /** The ratings by item. */
  static RatedRows byItem(InteractionMatrix data, RatingScale scale, int dimensions, int threads) {
    InteractionMatrix.ItemColumns columns = data.byItem();
    return of(columns.starts(), columns.users(), columns.values(), scale, dimensions, threads);
  }

  private static RatedRows of(
      int[] starts,
      int[] columns,
      float[] ratings,
      RatingScale scale,
      int dimensions,
      int threads) {
    float[] standardized = new float[ratings.length];
    for (int p = 0; p < ratings.length; p++) {
      standardized[p] = scale.standardized(ratings[p]);
    }
    // A row's own work is that of about D ratings: D³ beside D² for each.
    int[] chunks = CostPartition.byEntries(starts, dimensions, CHUNKS_PER_THREAD * threads);
    return new RatedRows(starts.length - 1, starts, columns, standardized, chunks);
  }
}
