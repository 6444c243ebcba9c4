package io.holdfast.recommender.strategy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What a {@link CategoryCap cap} knows of a list while it is filled from its head: the categories
 * of the last {@code within} − 1 items. Of one list; not thread-safe.
 */
public final class CategoryWindow {
  private final int most;
  private final int within;
  private final Deque<int[]> items = new ArrayDeque<>();
  private final Map<Integer, Integer> counts = new HashMap<>();

  /** Of at most {@code most} items of a category among any {@code within} neighbours. */
  CategoryWindow(int most, int within) {
    this.most = most;
    this.within = within;
  }

  /** Whether an item of those categories keeps the cap at the next place. */
  public boolean fits(int[] categories) {
    for (int category : categories) {
      if (counts.getOrDefault(category, 0) >= most) {
        return false;
      }
    }
    return true;
  }

  /** An item of those categories got the next place. */
  public void add(int[] categories) {
    items.addLast(categories);
    count(categories, 1);
    if (items.size() == within) {
      count(items.removeFirst(), -1);
    }
  }

  private void count(int[] categories, int by) {
    for (int category : categories) {
      counts.merge(category, by, Integer::sum);
    }
  }
}
