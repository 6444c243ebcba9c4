package io.holdfast.recommender.popularity;

import io.holdfast.core.data.IdMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users of each item in one window, of everybody and by segment. Items that had none are not
 * there. Immutable and thread-safe.
 */
public final class WindowCounts {
  private final IdMap items;
  private final int[] users;
  private final Map<Map<String, String>, Cell> cells;

  private WindowCounts(IdMap items, int[] users, Map<Map<String, String>, Cell> cells) {
    this.items = items;
    this.users = users;
    this.cells = cells;
  }

  /** The items that had users. */
  public IdMap items() {
    return items;
  }

  /** How many each had. */
  public int[] users() {
    return users.clone();
  }

  /**
   * The share of each item in a segment, smoothed by the more general ones.
   *
   * @param segment the values by name, the most general first
   * @param prior how many users' worth of the more general popularity each begins with
   * @return empty if nobody of the segment had anything
   */
  public Optional<double[]> shares(Map<String, String> segment, double prior) {
    double[] shares = SegmentShares.of(users);
    Map<String, String> narrowed = new LinkedHashMap<>();
    boolean known = false;
    for (Map.Entry<String, String> entry : segment.entrySet()) {
      narrowed.put(entry.getKey(), entry.getValue());
      int[] inside = inside(narrowed);
      if (inside != null) {
        shares = SegmentShares.smoothed(inside, shares, prior);
        known = true;
      }
    }
    return known ? Optional.of(shares) : Optional.empty();
  }

  /** The users of each item who have all of those values; null if there are none. */
  private int[] inside(Map<String, String> values) {
    int[] inside = null;
    for (Map.Entry<Map<String, String>, Cell> cell : cells.entrySet()) {
      if (cell.getKey().entrySet().containsAll(values.entrySet())) {
        inside = inside == null ? new int[users.length] : inside;
        cell.getValue().addTo(inside);
      }
    }
    return inside;
  }

  /** What one segment had of the items that it had any of. */
  private static final class Cell {
    private int[] items = new int[16];
    private int[] users = new int[16];
    private int size;

    private void add(int item, int count) {
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
        users = Arrays.copyOf(users, 2 * size);
      }
      items[size] = item;
      users[size++] = count;
    }

    private void addTo(int[] sums) {
      for (int k = 0; k < size; k++) {
        sums[items[k]] += users[k];
      }
    }
  }

  /** Collects counts. Not thread-safe. */
  static final class Builder {
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private final List<Integer> users = new ArrayList<>();
    private final Map<Map<String, String>, Cell> cells = new LinkedHashMap<>();

    /**
     * Adds users of an item.
     *
     * @param segment theirs; null if it is not told apart
     */
    void add(String itemId, Map<String, String> segment, long count) {
      if (count == 0) {
        return;
      }
      int added = (int) Math.min(count, Integer.MAX_VALUE / 2);
      int item = indices.computeIfAbsent(itemId, unknown -> indices.size());
      if (item == users.size()) {
        users.add(added);
      } else {
        users.set(item, (int) Math.min((long) users.get(item) + added, Integer.MAX_VALUE));
      }
      if (segment != null && !segment.isEmpty()) {
        cells.computeIfAbsent(segment, unknown -> new Cell()).add(item, added);
      }
    }

    WindowCounts build() {
      return new WindowCounts(
          IdMap.of(indices.keySet()), users.stream().mapToInt(Integer::intValue).toArray(), cells);
    }
  }
}
