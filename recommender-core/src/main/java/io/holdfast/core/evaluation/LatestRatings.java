package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.UserSequences;
import java.util.Arrays;

/** What stands when users rate an item more than once. */
final class LatestRatings {

  private LatestRatings() {}

  /** The rows that are their user's latest with their item, ascending. */
  static int[] rows(InteractionLog log) {
    UserSequences sequences = log.byUser();
    // The user, plus one, who was last seen with the item; so it needs no clearing.
    int[] stamp = new int[log.items().size()];
    int[] rows = new int[log.size()];
    int count = 0;
    for (int user = 0; user < sequences.users(); user++) {
      for (int position = sequences.length(user) - 1; position >= 0; position--) {
        int row = sequences.row(user, position);
        if (stamp[log.item(row)] != user + 1) {
          stamp[log.item(row)] = user + 1;
          rows[count++] = row;
        }
      }
    }
    int[] latest = Arrays.copyOf(rows, count);
    Arrays.sort(latest);
    return latest;
  }
}
