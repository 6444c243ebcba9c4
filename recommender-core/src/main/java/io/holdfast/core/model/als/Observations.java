package io.holdfast.core.model.als;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The observed cells in compressed rows, and what they weigh beyond an unobserved one: a of {@link
 * Weighting}, positive.
 *
 * @param starts row offsets, one more than there are rows
 * @param columns the column of each entry
 * @param scale a of each entry, or what it is a multiple of
 * @param multiples a of each entry divided by {@code scale}; null if all are 1
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
record Observations(int[] starts, int[] columns, float scale, float @Nullable [] multiples) {

  /** Cells that all weigh {@code weight}. */
  static Observations alike(int[] starts, int[] columns, float weight) {
    return new Observations(starts, columns, weight, null);
  }

  int rows() {
    return starts.length - 1;
  }

  /** How many entries row {@code row} has. */
  int length(int row) {
    return starts[row + 1] - starts[row];
  }

  /** a of an entry. */
  float weight(int entry) {
    return multiples == null ? scale : scale * multiples[entry];
  }

  /** Whether a is 1 everywhere. */
  boolean unweighted() {
    return multiples == null && scale == 1;
  }

  int longestRow() {
    int longest = 0;
    for (int row = 0; row < rows(); row++) {
      longest = Math.max(longest, length(row));
    }
    return longest;
  }

  /**
   * Cells by what they weigh, without those that weigh 0, which are not observations. Arrays are
   * copied if there are such.
   */
  static Observations positive(int[] starts, int[] columns, float scale, float[] multiples) {
    int kept = 0;
    for (float multiple : multiples) {
      kept += scale * multiple > 0 ? 1 : 0;
    }
    if (kept == multiples.length) {
      return new Observations(starts, columns, scale, multiples);
    }
    int[] keptStarts = new int[starts.length];
    int[] keptColumns = new int[kept];
    float[] keptMultiples = new float[kept];
    int size = 0;
    for (int row = 0; row + 1 < starts.length; row++) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        if (scale * multiples[p] > 0) {
          keptColumns[size] = columns[p];
          keptMultiples[size++] = multiples[p];
        }
      }
      keptStarts[row + 1] = size;
    }
    return new Observations(keptStarts, keptColumns, scale, keptMultiples);
  }

  /** The same cells by column; rows ascend within a column. */
  Observations transposed(int columnCount) {
    int[] start = new int[columnCount + 1];
    for (int column : columns) {
      start[column + 1]++;
    }
    for (int c = 0; c < columnCount; c++) {
      start[c + 1] += start[c];
    }
    int[] next = Arrays.copyOf(start, columnCount);
    int[] rowOf = new int[columns.length];
    float[] transposed = multiples == null ? null : new float[columns.length];
    for (int row = 0; row < rows(); row++) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        int at = next[columns[p]]++;
        rowOf[at] = row;
        if (multiples != null) {
          transposed[at] = multiples[p];
        }
      }
    }
    return new Observations(start, rowOf, scale, transposed);
  }
}
