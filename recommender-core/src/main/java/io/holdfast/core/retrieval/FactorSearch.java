package io.holdfast.core.retrieval;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact maximum inner product search over item factors: scores are computed block by block, small
 * enough to stay in cache, and run through a {@link TopKHeap}; no array of all scores is made and
 * nothing is sorted in full.
 *
 * <p>Factors are float32 [items, dimensions], row-major. O(items · dimensions) a query. Immutable
 * and thread-safe.
 */
public final class FactorSearch implements ItemSearch {

  /** Items in a block of one query: 8 KB of scores. */
  private static final int BLOCK = 2048;

  /** Queries and items in a block of a batch: 256 KB of scores, and of factors at d = 64. */
  private static final int BATCH_QUERIES = 64;

  private static final int BATCH_ITEMS = 1024;

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

  /** How many items there are. */
  public int items() {
    return items;
  }

  /** The length of a factor. */
  public int dimensions() {
    return dimensions;
  }

  /** The factors themselves; read only. */
  float[] factors() {
    return factors;
  }

  /** Writes the inner product of every item with {@code query} to {@code scores}. */
  public void scores(float[] query, float[] scores) {
    linearAlgebra.gemv(
        false, items, dimensions, 1f, factors, 0, dimensions, query, 0, 0f, scores, 0);
  }

  /**
   * Writes the inner product of every item with every query to {@code scores}, by level-3 BLAS: the
   * factors are read once for all queries, not once for each.
   *
   * @param queries float32 [queries, dimensions], row-major
   * @param scores float32 [queries, items], row-major
   * @throws IllegalArgumentException if the arrays are not of one number of queries
   */
  public void scoresOfAll(float[] queries, float[] scores) {
    int count = queries.length / dimensions;
    if (queries.length != count * dimensions || scores.length != (long) count * items) {
      throw new IllegalArgumentException(
          "%d numbers and room for %d scores are not of queries of %d over %d items"
              .formatted(queries.length, scores.length, dimensions, items));
    }
    if (scores.length == 0) {
      return;
    }
    linearAlgebra.gemm(
        false,
        true,
        count,
        items,
        dimensions,
        1f,
        queries,
        0,
        dimensions,
        factors,
        0,
        dimensions,
        0f,
        scores,
        0,
        items);
  }

  @Override
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
      offer(scores, 0, from, count, filter, heap);
    }
    return heap.drain();
  }

  /**
   * The same for many queries at once, by level-3 BLAS: each block of factors is read once for
   * {@value #BATCH_QUERIES} queries. Scores may differ from those of {@link #search} by rounding,
   * and with them the order of items that are equal but for it.
   *
   * @param queries float32 [filters.size(), dimensions], row-major
   * @param filters what each query lets pass
   * @return the result of each query, in their order
   * @throws IllegalArgumentException if {@code k} is negative, or {@code queries} does not hold
   *     {@code filters.size() · dimensions} numbers
   */
  public List<TopK> searchAll(float[] queries, int k, List<ItemFilter> filters) {
    if ((long) filters.size() * dimensions != queries.length) {
      throw new IllegalArgumentException(
          "%d numbers are not %d queries of %d"
              .formatted(queries.length, filters.size(), dimensions));
    }
    List<TopK> results = new ArrayList<>(filters.size());
    float[] scores =
        new float[Math.min(BATCH_QUERIES, filters.size()) * Math.min(BATCH_ITEMS, items)];
    for (int first = 0; first < filters.size(); first += BATCH_QUERIES) {
      int count = Math.min(BATCH_QUERIES, filters.size() - first);
      searchBatch(queries, first, k, filters.subList(first, first + count), scores, results);
    }
    return results;
  }

  private void searchBatch(
      float[] queries,
      int firstQuery,
      int k,
      List<ItemFilter> filters,
      float[] scores,
      List<TopK> results) {
    TopKHeap[] heaps = new TopKHeap[filters.size()];
    for (int query = 0; query < heaps.length; query++) {
      heaps[query] = new TopKHeap(Math.min(k, items));
    }
    for (int from = 0; from < items; from += BATCH_ITEMS) {
      int count = Math.min(BATCH_ITEMS, items - from);
      linearAlgebra.gemm(
          false,
          true,
          heaps.length,
          count,
          dimensions,
          1f,
          queries,
          firstQuery * dimensions,
          dimensions,
          factors,
          from * dimensions,
          dimensions,
          0f,
          scores,
          0,
          count);
      for (int query = 0; query < heaps.length; query++) {
        offer(scores, query * count, from, count, filters.get(query), heaps[query]);
      }
    }
    for (TopKHeap heap : heaps) {
      results.add(heap.drain());
    }
  }

  private static void offer(
      float[] scores,
      int scoresOffset,
      int firstItem,
      int count,
      ItemFilter filter,
      TopKHeap heap) {
    for (int offset = 0; offset < count; offset++) {
      int item = firstItem + offset;
      float score = scores[scoresOffset + offset];
      if (heap.accepts(item, score) && filter.allowed(item)) {
        heap.offer(item, score);
      }
    }
  }
}
