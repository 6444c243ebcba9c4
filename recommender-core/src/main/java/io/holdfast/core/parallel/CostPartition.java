package io.holdfast.core.parallel;

import java.util.Arrays;

/**
 * Cuts rows {@code 0 … n-1} of uneven cost into consecutive chunks of about equal cost.
 *
 * <p>Interactions follow a power law: chunks of equal row counts would leave all threads waiting
 * for the one that got the heavy users. Chunks are many more than threads, and taken one by one.
 */
public final class CostPartition {

  private CostPartition() {}

  /**
   * Chunk bounds for rows in a compressed sparse layout.
   *
   * @param starts row offsets, one more than there are rows; a row's cost is its number of entries
   *     plus {@code costPerRow}
   * @param costPerRow what a row costs by itself, in units of an entry
   * @param chunks how many chunks are wanted, at least 1
   * @return bounds: chunk c is rows {@code bounds[c] … bounds[c+1]-1}; no chunk is empty
   */
  public static int[] byEntries(int[] starts, long costPerRow, int chunks) {
    int rows = starts.length - 1;
    long total = starts[rows] - starts[0] + costPerRow * rows;
    long perChunk = Math.max(1, (total + chunks - 1) / chunks);
    int[] bounds = new int[rows + 1];
    int count = 0;
    long cost = 0;
    for (int row = 0; row < rows; row++) {
      cost += starts[row + 1] - starts[row] + costPerRow;
      if (cost >= perChunk) {
        bounds[++count] = row + 1;
        cost = 0;
      }
    }
    if (bounds[count] < rows) {
      bounds[++count] = rows;
    }
    return Arrays.copyOf(bounds, count + 1);
  }

  /**
   * Chunk bounds for {@code rows} rows of equal cost, {@code rowsPerChunk} in each but the last.
   */
  public static int[] even(int rows, int rowsPerChunk) {
    int chunks = (rows + rowsPerChunk - 1) / rowsPerChunk;
    int[] bounds = new int[chunks + 1];
    for (int c = 1; c <= chunks; c++) {
      bounds[c] = (int) Math.min((long) c * rowsPerChunk, rows);
    }
    return bounds;
  }
}
