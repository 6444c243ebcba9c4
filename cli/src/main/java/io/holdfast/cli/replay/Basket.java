package io.holdfast.cli.replay;

import io.holdfast.training.reader.DataRow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a user took at once: the rows of one session or invoice, or of one moment where the data
 * knows no sessions.
 *
 * @param userId whose
 * @param at when it began
 * @param rows at least one, each with an item
 */
record Basket(String userId, Instant at, List<DataRow> rows) {
  Basket {
    rows = List.copyOf(rows);
  }

  /** The distinct items. */
  Set<String> items() {
    return rows.stream().map(DataRow::itemId).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Recall@k: hits over the smaller of k and the number of items (Liang et al. 2018, §4.2).
   *
   * @param list at most k items, distinct
   */
  double recall(List<String> list, int k) {
    Set<String> items = items();
    long hits = list.stream().filter(items::contains).count();
    return (double) hits / Math.min(k, items.size());
  }
}
