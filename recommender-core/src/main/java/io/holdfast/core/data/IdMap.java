package io.holdfast.core.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A bijection between external string ids and dense indices {@code 0 … size-1}.
 *
 * <p>Outside the library users and items are strings of at most {@value #MAX_ID_LENGTH} characters;
 * inside they are dense {@code int}s, so that factors, counts and scores live in plain arrays. The
 * index of an id is the order in which it was first added, and never changes.
 *
 * <p>Immutable and thread-safe once built; {@link Builder} is not thread-safe.
 */
public final class IdMap {

  /** Longest id, in {@code char}s. */
  public static final int MAX_ID_LENGTH = 256;

  /** What {@link #indexOf} answers for an id that is not in the map. */
  public static final int ABSENT = -1;

  private static final IdMap EMPTY = new IdMap(List.of(), Map.of());

  private final List<String> ids;
  private final Map<String, Integer> indices;

  private IdMap(List<String> ids, Map<String, Integer> indices) {
    this.ids = ids;
    this.indices = indices;
  }

  /** The map with no ids. */
  public static IdMap empty() {
    return EMPTY;
  }

  /**
   * A map that gives the ids the indices of their order in {@code ids}.
   *
   * @throws IllegalArgumentException if an id occurs twice, is empty or is too long
   */
  public static IdMap of(Collection<String> ids) {
    Builder builder = builder();
    for (String id : ids) {
      int before = builder.size();
      if (builder.add(id) != before) {
        throw new IllegalArgumentException("id occurs twice: " + id);
      }
    }
    return builder.build();
  }

  /** A new, empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many ids there are. */
  public int size() {
    return ids.size();
  }

  /** The index of {@code id}, or {@link #ABSENT}. */
  public int indexOf(String id) {
    Integer index = indices.get(id);
    return index == null ? ABSENT : index;
  }

  /** Whether {@code id} has an index. */
  public boolean contains(String id) {
    return indices.containsKey(id);
  }

  /**
   * The id at {@code index}.
   *
   * @throws IndexOutOfBoundsException if {@code index} is not in {@code [0, size)}
   */
  public String id(int index) {
    return ids.get(index);
  }

  /** All ids in the order of their indices; unmodifiable. */
  public List<String> ids() {
    return ids;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdMap that && ids.equals(that.ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return "IdMap[" + ids.size() + " ids]";
  }

  /** Collects ids; the first time an id is seen it gets the next index. Not thread-safe. */
  public static final class Builder {

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();

    private Builder() {}

    /**
     * The index of {@code id}, given now if it has none.
     *
     * @throws IllegalArgumentException if the id is empty, longer than {@value #MAX_ID_LENGTH}
     *     characters, or holds half a surrogate pair
     */
    public int add(String id) {
      Integer known = indices.get(Objects.requireNonNull(id, "id"));
      if (known != null) {
        return known;
      }
      if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
        throw new IllegalArgumentException(
            "an id has 1 to " + MAX_ID_LENGTH + " characters, not " + id.length() + ": " + id);
      }
      if (!isWellFormed(id)) {
        throw new IllegalArgumentException("an id is well-formed Unicode: " + id);
      }
      int index = ids.size();
      ids.add(id);
      indices.put(id, index);
      return index;
    }

    /** How many ids have been added so far. */
    public int size() {
      return ids.size();
    }

    /** The map of what was added; the builder may be used further without changing it. */
    public IdMap build() {
      return new IdMap(List.copyOf(ids), Map.copyOf(indices));
    }

    private static boolean isWellFormed(String id) {
      for (int c = 0; c < id.length(); c++) {
        if (Character.isSurrogate(id.charAt(c))) {
          if (!Character.isSurrogatePair(
              id.charAt(c), c + 1 < id.length() ? id.charAt(c + 1) : 0)) {
            return false;
          }
          c++;
        }
      }
      return true;
    }
  }
}
