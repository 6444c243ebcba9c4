package io.holdfast.core.model;

import io.holdfast.core.data.CriterionRatings;
import io.holdfast.core.data.IdMap;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What one user has done, in time order (earliest first): item index, weight, time and, where it is
 * known, type and ratings by criterion of each interaction. An item may occur more than once.
 *
 * <p>Item indices are those of the model's {@link RankingModel#items()}; interactions with items
 * that the model does not know are left out when a history is built. Immutable and thread-safe.
 */
public final class History {

  private static final History EMPTY =
      new History(new int[0], new float[0], new long[0], null, CriterionRatings.none());

  private final int[] items;
  private final float[] weights;
  private final long[] epochSeconds;
  private final @Nullable String @Nullable [] types;
  private final CriterionRatings criteria;

  private History(
      int[] items,
      float[] weights,
      long[] epochSeconds,
      @Nullable String @Nullable [] types,
      CriterionRatings criteria) {
    this.items = items;
    this.weights = weights;
    this.epochSeconds = epochSeconds;
    this.types = types;
    this.criteria = criteria;
  }

  /** The history of someone who has done nothing yet. */
  public static History empty() {
    return EMPTY;
  }

  /**
   * A history from parallel arrays in time order; they are copied.
   *
   * @throws IllegalArgumentException if lengths differ, an item is negative, a weight is negative
   *     or not finite, or times decrease
   */
  public static History of(int[] items, float[] weights, long[] epochSeconds) {
    return of(items, weights, epochSeconds, null);
  }

  /**
   * {@link #of(int[], float[], long[])} with the type of each interaction.
   *
   * @param types null where a type is not known, or altogether if none is
   * @throws IllegalArgumentException also if there are not as many types as items
   */
  public static History of(
      int[] items, float[] weights, long[] epochSeconds, @Nullable String @Nullable [] types) {
    if (types != null && types.length != items.length) {
      throw new IllegalArgumentException(items.length + " items, " + types.length + " types");
    }
    if (items.length != weights.length || items.length != epochSeconds.length) {
      throw new IllegalArgumentException(
          "%d items, %d weights, %d times"
              .formatted(items.length, weights.length, epochSeconds.length));
    }
    for (int p = 0; p < items.length; p++) {
      if (items[p] < 0) {
        throw new IllegalArgumentException("negative item index " + items[p]);
      }
      requireWeight(weights[p]);
      if (p > 0 && epochSeconds[p] < epochSeconds[p - 1]) {
        throw new IllegalArgumentException("times decrease at position " + p);
      }
    }
    return new History(
        items.clone(),
        weights.clone(),
        epochSeconds.clone(),
        types == null ? null : types.clone(),
        CriterionRatings.none());
  }

  /**
   * The same with ratings by criterion.
   *
   * @param ratings whose rows are the positions of this history
   * @throws IllegalArgumentException if there are not as many rows
   */
  public History withCriteria(CriterionRatings ratings) {
    if (!ratings.isEmpty() && ratings.rows() != items.length) {
      throw new IllegalArgumentException(
          "%d interactions, %d rows of criteria".formatted(items.length, ratings.rows()));
    }
    return new History(items, weights, epochSeconds, types, ratings);
  }

  /** A history of weight 1 for each item, at times 0, 1, 2, … */
  public static History ofItems(int... items) {
    float[] weights = new float[items.length];
    long[] times = new long[items.length];
    Arrays.fill(weights, 1f);
    Arrays.setAll(times, p -> p);
    return of(items, weights, times);
  }

  /** A builder that knows the ids of {@code items}. */
  public static Builder builder(IdMap items) {
    return new Builder(items);
  }

  /** How many interactions there are. */
  public int size() {
    return items.length;
  }

  /** The item at {@code position}, 0 being the earliest. */
  public int item(int position) {
    return items[position];
  }

  /** The weight at {@code position}. */
  public float weight(int position) {
    return weights[position];
  }

  /** The time at {@code position} in epoch seconds. */
  public long epochSecond(int position) {
    return epochSeconds[position];
  }

  /** The type at {@code position}, as the log names it; null if it is not known. */
  public @Nullable String type(int position) {
    return types == null ? null : types[position];
  }

  /** The ratings by criterion; a row is a position. */
  public CriterionRatings criteria() {
    return criteria;
  }

  /** The item of every interaction, in time order; a copy. */
  public int[] items() {
    return items.clone();
  }

  /** The distinct items, ascending. */
  public int[] distinctItems() {
    int[] sorted = items.clone();
    Arrays.sort(sorted);
    int count = 0;
    for (int p = 0; p < sorted.length; p++) {
      if (p == 0 || sorted[p] != sorted[p - 1]) {
        sorted[count++] = sorted[p];
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  /** Whether one of the items passes {@code test}. */
  public boolean anyItem(IntPredicate test) {
    return Arrays.stream(items).anyMatch(test);
  }

  /**
   * Checks that every item is one of a catalogue of {@code size}.
   *
   * @throws IllegalArgumentException if one is beyond it
   */
  public void requireItemsBelow(int size) {
    for (int item : items) {
      if (item >= size) {
        throw new IllegalArgumentException("item index " + item + " of a catalogue of " + size);
      }
    }
  }

  private static float requireWeight(float weight) {
    if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a weight is finite and not negative, not " + weight);
    }
    return weight;
  }

  /** Collects interactions by string id in any order. Not thread-safe. */
  public static final class Builder {

    private final IdMap ids;
    private int[] items = new int[16];
    private float[] weights = new float[16];
    private long[] epochSeconds = new long[16];
    private @Nullable String[] types = new String[16];
    private final CriterionRatings.Builder criteria = CriterionRatings.builder();
    private int size;

    private Builder(IdMap ids) {
      this.ids = ids;
    }

    /**
     * Adds an interaction; one with an unknown item is passed over.
     *
     * @return whether the item is known
     * @throws IllegalArgumentException if the weight is negative or not finite
     */
    public boolean add(String itemId, float weight, long epochSecond) {
      return add(itemId, weight, epochSecond, null);
    }

    /** {@link #add(String, float, long)} with the interaction's type, null if it is not known. */
    public boolean add(String itemId, float weight, long epochSecond, @Nullable String type) {
      return add(itemId, weight, epochSecond, type, Map.of());
    }

    /**
     * {@link #add(String, float, long, String)} with ratings by criterion, empty if there are none.
     *
     * @throws IllegalArgumentException also if one of those is not finite
     */
    public boolean add(
        String itemId,
        float weight,
        long epochSecond,
        @Nullable String type,
        Map<String, ? extends Number> ratings) {
      requireWeight(weight);
      int item = ids.indexOf(itemId);
      if (item == IdMap.ABSENT) {
        return false;
      }
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
        epochSeconds = Arrays.copyOf(epochSeconds, 2 * size);
        types = Arrays.copyOf(types, 2 * size);
      }
      items[size] = item;
      weights[size] = weight;
      epochSeconds[size] = epochSecond;
      types[size] = type;
      criteria.add(ratings);
      size++;
      return true;
    }

    /** The history of what was added, sorted by time; equal times keep the order of adding. */
    public History build() {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, p -> p);
      Arrays.sort(order, (p, q) -> Long.compare(epochSeconds[p], epochSeconds[q]));
      int[] sortedItems = new int[size];
      float[] sortedWeights = new float[size];
      long[] sortedTimes = new long[size];
      @Nullable String[] sortedTypes = new String[size];
      for (int p = 0; p < size; p++) {
        sortedItems[p] = items[order[p]];
        sortedWeights[p] = weights[order[p]];
        sortedTimes[p] = epochSeconds[order[p]];
        sortedTypes[p] = types[order[p]];
      }
      return new History(
          sortedItems,
          sortedWeights,
          sortedTimes,
          sortedTypes,
          criteria.build().rows(Arrays.stream(order).mapToInt(Integer::intValue).toArray()));
    }
  }
}
