package io.holdfast.core.retrieval;

/**
 * Keeps the K best of a stream of (item, score) pairs in a binary heap on primitive arrays: O(log
 * K) for a pair that gets in, one comparison for one that does not, no allocation per pair.
 *
 * <p>Higher scores win; of equal scores the lower item index wins, so the result does not depend on
 * the order of arrival. A NaN score never gets in. Not thread-safe.
 */
public final class TopKHeap {

  // A heap whose root is the worst of the kept pairs.
  private final int[] items;
  private final float[] scores;
  private int size;

  /**
   * A heap that keeps {@code k} pairs.
   *
   * @throws IllegalArgumentException if {@code k} is negative
   */
  public TopKHeap(int k) {
    if (k < 0) {
      throw new IllegalArgumentException("k is not negative: " + k);
    }
    items = new int[k];
    scores = new float[k];
  }

  /** Whether a pair of this score and item would be kept if it were offered now. */
  public boolean accepts(int item, float score) {
    if (size < items.length) {
      return !Float.isNaN(score);
    }
    return size > 0 && isWorse(items[0], scores[0], item, score);
  }

  /**
   * A score below which nothing would be kept now. It never falls while pairs are offered, so what
   * is below it need not be offered at all.
   */
  float bar() {
    if (size < items.length) {
      return Float.NEGATIVE_INFINITY;
    }
    return size == 0 ? Float.POSITIVE_INFINITY : scores[0];
  }

  /**
   * Offers the items from {@code firstItem} on that pass the filter, which is asked only for those
   * whose score is high enough.
   *
   * @param from where the first item's score is
   */
  void offerAll(int firstItem, float[] itemScores, int from, int count, ItemFilter filter) {
    int end = from + count;
    for (int at = next(itemScores, from, end, bar());
        at < end;
        at = next(itemScores, at + 1, end, bar())) {
      int item = firstItem + at - from;
      if (accepts(item, itemScores[at]) && filter.allowed(item)) {
        offer(item, itemScores[at]);
      }
    }
  }

  /** Where the next score that reaches the bar is; a loop of its own, so that it compiles well. */
  private static int next(float[] itemScores, int from, int end, float bar) {
    int at = from;
    while (at < end && !(itemScores[at] >= bar)) {
      at++;
    }
    return at;
  }

  /** Offers a pair; it is kept if it is among the best K so far. */
  public void offer(int item, float score) {
    if (!accepts(item, score)) {
      return;
    }
    if (size < items.length) {
      siftUp(size++, item, score);
    } else {
      siftDown(size, item, score);
    }
  }

  /** The kept pairs, best first; empties the heap. */
  public TopK drain() {
    int count = size;
    int[] sortedItems = new int[count];
    float[] sortedScores = new float[count];
    for (int rank = count - 1; rank >= 0; rank--) {
      sortedItems[rank] = items[0];
      sortedScores[rank] = scores[0];
      size--;
      if (size > 0) {
        siftDown(size, items[size], scores[size]);
      }
    }
    return new TopK(sortedItems, sortedScores);
  }

  private void siftUp(int from, int item, float score) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!isWorse(item, score, items[parent], scores[parent])) {
        break;
      }
      items[hole] = items[parent];
      scores[hole] = scores[parent];
      hole = parent;
    }
    items[hole] = item;
    scores[hole] = score;
  }

  private void siftDown(int length, int item, float score) {
    int hole = 0;
    while (true) {
      int child = 2 * hole + 1;
      if (child >= length) {
        break;
      }
      if (child + 1 < length
          && isWorse(items[child + 1], scores[child + 1], items[child], scores[child])) {
        child++;
      }
      if (!isWorse(items[child], scores[child], item, score)) {
        break;
      }
      items[hole] = items[child];
      scores[hole] = scores[child];
      hole = child;
    }
    items[hole] = item;
    scores[hole] = score;
  }

  private static boolean isWorse(int item, float score, int thanItem, float thanScore) {
    return score < thanScore || (score == thanScore && item > thanItem);
  }
}
