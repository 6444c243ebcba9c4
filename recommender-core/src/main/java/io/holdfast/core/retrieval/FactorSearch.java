package io.holdfast.core.retrieval;

import io.holdfast.core.linalg.LinearAlgebra;

/**
 * Exact maximum inner product search over item factors: scores are computed block by block, small
 * enough to stay in cache, and run through a {@link TopKHeap}; no array of all scores is made and
 * nothing is sorted in full.
 *
 * <p>Factors are float32 [items, dimensions], row-major. O(items · dimensions) a query. Immutable
 * and thread-safe.
 */
public final class FactorSearch {

  private static final int BLOCK = 2048;

  private final LinearAlgebra linearAlgebra;
  private final float[] factors;
  private final int items;
  private final int dimensions;

  /**
   * A search over {@code factors}, which is not copied.
   *
   * @throws IllegalArgumentException if {@code factors} does not hold {@code items · dimensions}
   *     numbers
   */
  public FactorSearch(LinearAlgebra linearAlgebra, float[] factors, int items, int dimensions) {
    if ((long) items * dimensions != factors.length) {
      throw new IllegalArgumentException(
          "%d factors are not %d x %d".formatted(factors.length, items, dimensions));
    }
    this.linearAlgebra = linearAlgebra;
    this.factors = factors;
    this.items = items;
    this.dimensions = dimensions;
  }

  /** Writes the inner product of every item with {@code query} to {@code scores}. */
  public void scores(float[] query, float[] scores) {
    linearAlgebra.gemv(
        false, items, dimensions, 1f, factors, 0, dimensions, query, 0, 0f, scores, 0);
  }

  /** The {@code k} items that pass {@code filter} with the largest inner product. */
  public TopK search(float[] query, int k, ItemFilter filter) {
    TopKHeap heap = new TopKHeap(Math.min(k, items));
    float[] scores = new float[Math.min(BLOCK, items)];
    for (int from = 0; from < items; from += BLOCK) {
      int count = Math.min(BLOCK, items - from);
      linearAlgebra.gemv(
          false,
          count,
          dimensions,
          1f,
          factors,
          from * dimensions,
          dimensions,
          query,
          0,
          0f,
          scores,
          0);
      for (int offset = 0; offset < count; offset++) {
        int item = from + offset;
        if (heap.accepts(item, scores[offset]) && filter.allowed(item)) {
          heap.offer(item, scores[offset]);
        }
      }
    }
    return heap.drain();
  }
}
