package io.holdfast.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as columns of primitive arrays, in the order in which they were read.
 *
 * <p>Row {@code r} says that user {@code user(r)} did something with item {@code item(r)}, worth
 * {@code value(r)}, at {@code epochSecond(r)}. File order is kept because protocols break equal
 * times by it. An interaction may carry its type, a word such as {@code purchase}; a log in which
 * none does spends no memory on types, others a byte a row. It may carry ratings by criterion too,
 * see {@link CriterionRatings}. The id maps hold the whole catalogue: a subset made by {@link
 * #where} shares them, so indices mean the same in a split and in the log that it came from.
 *
 * <p>Immutable and thread-safe; {@link Builder} is not thread-safe.
 */
public final class InteractionLog {

  private static final byte UNTYPED = -1;

  private final IdMap users;
  private final IdMap items;
  private final int[] user;
  private final int[] item;
  private final float[] value;
  private final long[] epochSecond;
  private final List<String> types;
  private final byte @Nullable [] type;
  private final CriterionRatings criteria;

  private InteractionLog(
      IdMap users,
      IdMap items,
      int[] user,
      int[] item,
      float[] value,
      long[] epochSecond,
      List<String> types,
      byte @Nullable [] type,
      CriterionRatings criteria) {
    this.users = users;
    this.items = items;
    this.user = user;
    this.item = item;
    this.value = value;
    this.epochSecond = epochSecond;
    this.types = types;
    this.type = type;
    this.criteria = criteria;
  }

  /** A new builder with empty id maps. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many interactions there are. */
  public int size() {
    return user.length;
  }

  /** All users that the indices speak of, whether they occur in this log or not. */
  public IdMap users() {
    return users;
  }

  /** All items that the indices speak of: the catalogue. */
  public IdMap items() {
    return items;
  }

  /** The user's index in row {@code row}. */
  public int user(int row) {
    return user[row];
  }

  /** The item's index in row {@code row}. */
  public int item(int row) {
    return item[row];
  }

  /** The value in row {@code row}: finite and not negative. */
  public float value(int row) {
    return value[row];
  }

  /** The time of row {@code row} in seconds since 1970-01-01T00:00:00Z. */
  public long epochSecond(int row) {
    return epochSecond[row];
  }

  /** Whether interactions carry types. */
  public boolean hasTypes() {
    return type != null;
  }

  /** The type of row {@code row}; null if it carries none. */
  public @Nullable String type(int row) {
    return type == null || type[row] == UNTYPED ? null : types.get(type[row]);
  }

  /** The ratings of each row by criterion. */
  public CriterionRatings criteria() {
    return criteria;
  }

  /** The rows for which {@code row} holds, in the same order, over the same id maps. */
  public InteractionLog where(IntPredicate row) {
    int[] rows = new int[size()];
    int count = 0;
    for (int r = 0; r < rows.length; r++) {
      if (row.test(r)) {
        rows[count++] = r;
      }
    }
    return rows(Arrays.copyOf(rows, count));
  }

  /**
   * The same rows in an order drawn by {@code seed}, over the same id maps. Equal times, which
   * stand in the order of rows, then stand in random order, so the order of the file tells nothing.
   */
  public InteractionLog shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] rows = new int[size()];
    for (int r = 0; r < rows.length; r++) {
      int earlier = random.nextInt(r + 1);
      rows[r] = rows[earlier];
      rows[earlier] = r;
    }
    return rows(rows);
  }

  private InteractionLog rows(int[] rows) {
    int[] selectedUser = new int[rows.length];
    int[] selectedItem = new int[rows.length];
    float[] selectedValue = new float[rows.length];
    long[] selectedTime = new long[rows.length];
    byte[] selectedType = type == null ? null : new byte[rows.length];
    for (int s = 0; s < rows.length; s++) {
      selectedUser[s] = user[rows[s]];
      selectedItem[s] = item[rows[s]];
      selectedValue[s] = value[rows[s]];
      selectedTime[s] = epochSecond[rows[s]];
      if (type != null) {
        selectedType[s] = type[rows[s]];
      }
    }
    return new InteractionLog(
        users,
        items,
        selectedUser,
        selectedItem,
        selectedValue,
        selectedTime,
        types,
        selectedType,
        criteria.rows(rows));
  }

  /** The rows of each user in time order. */
  public UserSequences byUser() {
    return UserSequences.of(this);
  }

  /**
   * The interactions as a sparse matrix; see {@link InteractionMatrix} for how duplicates merge.
   *
   * @throws IllegalArgumentException if the log is empty
   */
  public InteractionMatrix toMatrix(DuplicateRule duplicates) {
    return InteractionMatrix.of(this, duplicates);
  }

  /** {@link #toMatrix(DuplicateRule)} with {@link DuplicateRule#SUM}. */
  public InteractionMatrix toMatrix() {
    return toMatrix(DuplicateRule.SUM);
  }

  /** Collects interactions in file order. Not thread-safe. */
  public static final class Builder {

    private static final int INITIAL_CAPACITY = 1024;
    private static final int MOST_TYPES = Byte.MAX_VALUE;

    private final IdMap.Builder users = IdMap.builder();
    private final IdMap.Builder items = IdMap.builder();
    private int[] user = new int[INITIAL_CAPACITY];
    private int[] item = new int[INITIAL_CAPACITY];
    private float[] value = new float[INITIAL_CAPACITY];
    private long[] epochSecond = new long[INITIAL_CAPACITY];
    private final List<String> types = new ArrayList<>();
    private byte @Nullable [] type;
    private final CriterionRatings.Builder criteria = CriterionRatings.builder();
    private int size;

    private Builder() {}

    /**
     * Adds one interaction that carries no type.
     *
     * @throws IllegalArgumentException if {@code value} is NaN, infinite or negative, or an id is
     *     empty or too long
     */
    public Builder add(String userId, String itemId, float value, long epochSecond) {
      return add(userId, itemId, value, epochSecond, null);
    }

    /** {@link #add(String, String, float, long, String, Map)} without ratings by criterion. */
    public Builder add(
        String userId,
        String itemId,
        float value,
        long epochSecond,
        @Nullable String interactionType) {
      return add(userId, itemId, value, epochSecond, interactionType, Map.of());
    }

    /**
     * Adds one interaction.
     *
     * @param interactionType what the user did, null if that is not known
     * @param ratings ratings by criterion; empty if there are none
     * @throws IllegalArgumentException if {@code value} is NaN, infinite or negative, an id is
     *     empty or too long, there are more than {@value #MOST_TYPES} types, or a rating by a
     *     criterion is not finite
     */
    public Builder add(
        String userId,
        String itemId,
        float value,
        long epochSecond,
        @Nullable String interactionType,
        Map<String, ? extends Number> ratings) {
      if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "a value is finite and not negative, not %s (user %s, item %s)"
                .formatted(value, userId, itemId));
      }
      int userIndex = users.add(Objects.requireNonNull(userId, "userId"));
      int itemIndex = items.add(Objects.requireNonNull(itemId, "itemId"));
      if (size == user.length) {
        grow();
      }
      user[size] = userIndex;
      item[size] = itemIndex;
      this.value[size] = value;
      this.epochSecond[size] = epochSecond;
      addType(interactionType);
      criteria.add(ratings);
      size++;
      return this;
    }

    /** Makes {@code itemId} part of the catalogue even if nobody interacts with it. */
    public Builder addItem(String itemId) {
      items.add(itemId);
      return this;
    }

    /** How many interactions have been added so far. */
    public int size() {
      return size;
    }

    /** The log of what was added. */
    public InteractionLog build() {
      return new InteractionLog(
          users.build(),
          items.build(),
          Arrays.copyOf(user, size),
          Arrays.copyOf(item, size),
          Arrays.copyOf(value, size),
          Arrays.copyOf(epochSecond, size),
          List.copyOf(types),
          type == null ? null : Arrays.copyOf(type, size),
          criteria.build());
    }

    private void addType(@Nullable String interactionType) {
      if (interactionType == null && type == null) {
        return;
      }
      if (type == null) {
        type = new byte[user.length];
        Arrays.fill(type, 0, size, UNTYPED);
      }
      type[size] = interactionType == null ? UNTYPED : typeIndex(interactionType);
    }

    private byte typeIndex(String interactionType) {
      int known = types.indexOf(interactionType);
      if (known >= 0) {
        return (byte) known;
      }
      if (types.size() == MOST_TYPES) {
        throw new IllegalArgumentException(
            "more than %d types of interactions: %s".formatted(MOST_TYPES, interactionType));
      }
      types.add(interactionType);
      return (byte) (types.size() - 1);
    }

    private void grow() {
      int capacity = Math.addExact(size, Math.max(size >> 1, 1));
      user = Arrays.copyOf(user, capacity);
      item = Arrays.copyOf(item, capacity);
      value = Arrays.copyOf(value, capacity);
      epochSecond = Arrays.copyOf(epochSecond, capacity);
      if (type != null) {
        type = Arrays.copyOf(type, capacity);
      }
    }
  }
}
