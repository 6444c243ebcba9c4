package io.holdfast.recommender.serving;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The {@value #MOST} items that were published last, or are about to be. If one of them loses its
 * date, an older one comes back into view only when it changes or the service starts again. One
 * thread writes; any may read meanwhile.
 */
final class NewItems {
  /** How many are kept. */
  static final int MOST = 10_000;

  /**
   * One of them.
   *
   * @param itemId which
   * @param number the catalogue's number of it
   * @param publishedAt since when
   */
  record Item(String itemId, int number, Instant publishedAt) {}

  /** Latest first; the empty id stands before all of its moment. */
  private static final Comparator<Item> LATEST_FIRST =
      Comparator.comparing(Item::publishedAt).reversed().thenComparing(Item::itemId);

  private final NavigableSet<Item> latest = new ConcurrentSkipListSet<>(LATEST_FIRST);
  private final Map<String, Item> byId = new HashMap<>();

  /**
   * Takes a change of an item over.
   *
   * @param publishedAt since when it is there; null if that is unknown, or it is gone
   */
  void put(String itemId, int number, Instant publishedAt) {
    Item before = byId.remove(itemId);
    if (before != null) {
      latest.remove(before);
    }
    if (publishedAt == null) {
      return;
    }
    Item item = new Item(itemId, number, publishedAt);
    byId.put(itemId, item);
    latest.add(item);
    if (byId.size() > MOST) {
      byId.remove(latest.pollLast().itemId());
    }
  }

  /** Those that were there at a moment, latest first. */
  Iterable<Item> publishedBy(Instant moment) {
    return latest.tailSet(new Item("", 0, moment), true);
  }
}
