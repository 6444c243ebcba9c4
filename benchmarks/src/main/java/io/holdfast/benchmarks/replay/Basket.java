package io.holdfast.benchmarks.replay;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.UserSequences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one customer bought at one time.
 *
 * @param userId who
 * @param epochSecond when
 * @param items distinct item ids, in the order of the data
 */
record Basket(String userId, long epochSecond, Set<String> items) {

  /** The baskets of a log, by time; those of one time by customer. */
  static List<Basket> of(InteractionLog log) {
    List<Basket> baskets = new ArrayList<>();
    UserSequences sequences = log.byUser();
    for (int user = 0; user < sequences.users(); user++) {
      Basket open = null;
      for (int position = 0; position < sequences.length(user); position++) {
        int row = sequences.row(user, position);
        if (open == null || open.epochSecond != log.epochSecond(row)) {
          open = new Basket(log.users().id(user), log.epochSecond(row), new LinkedHashSet<>());
          baskets.add(open);
        }
        open.items.add(log.items().id(log.item(row)));
      }
    }
    baskets.sort(Comparator.comparingLong(Basket::epochSecond).thenComparing(Basket::userId));
    return baskets;
  }

  /** The share of the basket that is in a list. */
  double recall(List<String> list) {
    return (double) list.stream().filter(items::contains).count() / items.size();
  }
}
