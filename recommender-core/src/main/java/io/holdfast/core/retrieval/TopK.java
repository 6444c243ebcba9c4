package io.holdfast.core.retrieval;

import java.util.Arrays;

/**
 * The best items of a search, best first: parallel arrays of item index and score. Equal scores
 * stand in ascending order of item index.
 *
 * @param items item indices
 * @param scores their scores, not increasing
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is by content, below.
public record TopK(int[] items, float[] scores) {

  /**
   * Checks that the arrays match.
   *
   * @throws IllegalArgumentException if their lengths differ
   */
  public TopK {
    if (items.length != scores.length) {
      throw new IllegalArgumentException(items.length + " items but " + scores.length + " scores");
    }
  }

  /** How many items came back: K, or fewer if fewer pass the filter. */
  public int size() {
    return items.length;
  }

  /** The item at {@code rank}, 0 being the best. */
  public int item(int rank) {
    return items[rank];
  }

  /** The score at {@code rank}. */
  public float score(int rank) {
    return scores[rank];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopK that
        && Arrays.equals(items, that.items)
        && Arrays.equals(scores, that.scores);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(items) + Arrays.hashCode(scores);
  }

  @Override
  public String toString() {
    return "TopK[items=" + Arrays.toString(items) + ", scores=" + Arrays.toString(scores) + "]";
  }
}
