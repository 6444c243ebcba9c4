package io.holdfast.core.filter;

import io.holdfast.core.data.IdMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers items from 1, for good. Thread-safe. */
final class ItemNumbers {
  /** The number of items that have none. */
  static final int UNKNOWN = 0;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger(UNKNOWN);

  /** The item's number, which it gets if it has none. */
  int of(String itemId) {
    return numbers.computeIfAbsent(itemId, unknown -> last.incrementAndGet());
  }

  /** The item's number; {@link #UNKNOWN} if it has none. */
  int find(String itemId) {
    return numbers.getOrDefault(itemId, UNKNOWN);
  }

  int[] ofAll(IdMap items) {
    int[] all = new int[items.size()];
    for (int item = 0; item < all.length; item++) {
      all[item] = of(items.id(item));
    }
    return all;
  }

  /** One more than the last number. */
  int size() {
    return last.get() + 1;
  }
}
