package io.holdfast.core.model.als;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The observed cells in compressed rows, and what they weigh beyond an unobserved one: a of {@link
 * Weighting}, positive.
 *
 * @param starts row offsets, one more than there are rows
 * @param columns the column of each entry
 * @param weights a of each entry; null if all are 1
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
record Observations(int[] starts, int[] columns, float @Nullable [] weights) {

  int rows() {
    return starts.length - 1;
  }

  /** How many entries row {@code row} has. */
  int length(int row) {
    return starts[row + 1] - starts[row];
  }

  float weight(int entry) {
    return weights == null ? 1 : weights[entry];
  }

  int longestRow() {
    int longest = 0;
    for (int row = 0; row < rows(); row++) {
      longest = Math.max(longest, length(row));
    }
    return longest;
  }

  /** The same without the entries of weight 0, which are not observations. */
  static Observations positive(int[] starts, int[] columns, float[] weights) {
    int[] keptStarts = new int[starts.length];
    int[] keptColumns = new int[columns.length];
    float[] keptWeights = new float[columns.length];
    int size = 0;
    for (int row = 0; row + 1 < starts.length; row++) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        if (weights[p] > 0) {
          keptColumns[size] = columns[p];
          keptWeights[size++] = weights[p];
        }
      }
      keptStarts[row + 1] = size;
    }
    return new Observations(
        keptStarts, Arrays.copyOf(keptColumns, size), Arrays.copyOf(keptWeights, size));
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
    float[] transposedWeights = weights == null ? null : new float[columns.length];
    for (int row = 0; row < rows(); row++) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        int at = next[columns[p]]++;
        rowOf[at] = row;
        if (weights != null) {
          transposedWeights[at] = weights[p];
        }
      }
    }
    return new Observations(start, rowOf, transposedWeights);
  }
}
