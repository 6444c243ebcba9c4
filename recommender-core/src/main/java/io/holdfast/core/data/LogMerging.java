package io.holdfast.core.data;

import io.holdfast.core.data.InteractionMatrix.RowValue;
import java.util.Arrays;

/** How the rows of a log become the entries of a matrix, repeats being one entry. */
final class LogMerging {
  private LogMerging() {}

  /** For each entry the row that it takes its time and its place from; fills the offsets. */
  static int[] latestRows(InteractionLog log, UserSequences sequences, int[] rowStart) {
    int[] rows = new int[log.size()];
    // The user, plus one, who was last seen with the item; so it needs no clearing.
    int[] stamp = new int[log.items().size()];
    int[] scratch = new int[maxLength(sequences)];
    int size = 0;
    for (int u = 0; u + 1 < rowStart.length; u++) {
      int kept = 0;
      // Backwards: the first sight of an item is its latest interaction, which keeps its place.
      for (int p = sequences.length(u) - 1; p >= 0; p--) {
        int row = sequences.row(u, p);
        int i = log.item(row);
        if (stamp[i] != u + 1) {
          stamp[i] = u + 1;
          scratch[kept++] = row;
        }
      }
      for (int p = kept - 1; p >= 0; p--) {
        rows[size++] = scratch[p];
      }
      rowStart[u + 1] = size;
    }
    return size == rows.length ? rows : Arrays.copyOf(rows, size);
  }

  /** For each entry the worth of its rows, merged by {@code duplicates}. */
  static float[] merge(
      InteractionLog log,
      UserSequences sequences,
      int[] rowStart,
      int[] item,
      DuplicateRule duplicates,
      RowValue value) {
    float[] merged = new float[item.length];
    int[] place = new int[log.items().size()];
    for (int u = 0; u < rowStart.length - 1; u++) {
      for (int p = rowStart[u]; p < rowStart[u + 1]; p++) {
        place[item[p]] = p;
      }
      for (int position = 0; position < sequences.length(u); position++) {
        int row = sequences.row(u, position);
        int p = place[log.item(row)];
        float worth = value.of(log, row);
        merged[p] =
            switch (duplicates) {
              case SUM -> merged[p] + worth;
              case LATEST -> worth;
              case GREATEST -> Math.max(merged[p], worth);
            };
      }
    }
    return merged;
  }

  private static int maxLength(UserSequences sequences) {
    int max = 0;
    for (int u = 0; u < sequences.users(); u++) {
      max = Math.max(max, sequences.length(u));
    }
    return max;
  }
}
