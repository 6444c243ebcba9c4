package io.holdfast.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ratings of a row by criterion, such as {@code service} and {@code cleanliness} beside the overall
 * stars of a hotel, in compressed rows: a row that has none takes four bytes, and where no row has
 * any nothing is kept at all.
 *
 * <p>Immutable and thread-safe; {@link Builder} is not thread-safe.
 */
public final class CriterionRatings {

  private static final CriterionRatings NONE =
      new CriterionRatings(List.of(), new int[0], new int[0], new float[0]);

  private final List<String> names;
  private final int[] starts;
  private final int[] criterion;
  private final float[] rating;

  private CriterionRatings(List<String> names, int[] starts, int[] criterion, float[] rating) {
    this.names = names;
    this.starts = starts;
    this.criterion = criterion;
    this.rating = rating;
  }

  /** No criterion, for any number of rows. */
  public static CriterionRatings none() {
    return NONE;
  }

  /** A new builder without rows. */
  public static Builder builder() {
    return new Builder();
  }

  /** The criteria by which any row was ever rated, in the order in which they were met. */
  public List<String> names() {
    return names;
  }

  /** Whether there is no criterion. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** How many rows there are; 0 if there is no criterion, for then it fits any number. */
  public int rows() {
    return Math.max(0, starts.length - 1);
  }

  /**
   * The rating of {@code row} by a criterion.
   *
   * @param index the criterion's place in {@link #names}; any other has no ratings
   * @return NaN if the row has none
   */
  public float rating(int row, int index) {
    if (!names.isEmpty()) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        if (criterion[p] == index) {
          return rating[p];
        }
      }
    }
    return Float.NaN;
  }

  /** The ratings of these rows, in this order; the names stay. */
  public CriterionRatings rows(int[] rows) {
    if (isEmpty()) {
      return this;
    }
    int[] selectedStarts = new int[rows.length + 1];
    for (int r = 0; r < rows.length; r++) {
      selectedStarts[r + 1] = selectedStarts[r] + starts[rows[r] + 1] - starts[rows[r]];
    }
    int[] selectedCriterion = new int[selectedStarts[rows.length]];
    float[] selectedRating = new float[selectedStarts[rows.length]];
    for (int r = 0; r < rows.length; r++) {
      int from = starts[rows[r]];
      int length = starts[rows[r] + 1] - from;
      System.arraycopy(criterion, from, selectedCriterion, selectedStarts[r], length);
      System.arraycopy(rating, from, selectedRating, selectedStarts[r], length);
    }
    return new CriterionRatings(names, selectedStarts, selectedCriterion, selectedRating);
  }

  /** Collects rows in order. Not thread-safe. */
  public static final class Builder {

    private static final int INITIAL_CAPACITY = 1024;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private int rows;
    private int size;
    private int[] starts = new int[0];
    private int[] criterion = new int[0];
    private float[] rating = new float[0];

    private Builder() {}

    /**
     * Adds a row.
     *
     * @param ratings its ratings by criterion; null or empty if it has none
     * @throws IllegalArgumentException if a rating is not finite or a name empty
     */
    public Builder add(@Nullable Map<String, ? extends Number> ratings) {
      if (ratings != null && !ratings.isEmpty()) {
        ratings.forEach(Builder::require);
        ratings.forEach(this::append);
      }
      rows++;
      if (size > 0) {
        starts = withRoomFor(starts, rows + 1);
        starts[rows] = size;
      }
      return this;
    }

    /** The ratings of the rows that were added. */
    public CriterionRatings build() {
      return names.isEmpty()
          ? NONE
          : new CriterionRatings(
              List.copyOf(names),
              Arrays.copyOf(starts, rows + 1),
              Arrays.copyOf(criterion, size),
              Arrays.copyOf(rating, size));
    }

    private static void require(String name, @Nullable Number value) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("criteria: a name is empty");
      }
      if (value == null || !Float.isFinite(value.floatValue())) {
        throw new IllegalArgumentException(
            "criteria.%s is a finite number, not %s".formatted(name, value));
      }
    }

    private void append(String name, Number value) {
      int index =
          indices.computeIfAbsent(
              name,
              unmet -> {
                names.add(unmet);
                return names.size() - 1;
              });
      if (size == criterion.length) {
        int capacity = Math.max(INITIAL_CAPACITY, Math.addExact(size, size >> 1));
        criterion = Arrays.copyOf(criterion, capacity);
        rating = Arrays.copyOf(rating, capacity);
      }
      criterion[size] = index;
      rating[size] = value.floatValue();
      size++;
    }

    private static int[] withRoomFor(int[] array, int length) {
      return length <= array.length
          ? array
          : Arrays.copyOf(array, Math.max(INITIAL_CAPACITY, Math.addExact(length, length >> 1)));
    }
  }
}
