package io.holdfast.core.retrieval;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.List;

/**
 * One pass over the factors for several queries: each block of items is read from memory once and
 * scored for all of them while it is in cache. O(items · dimensions · queries) arithmetic, one
 * reading of the factors; memory in proportion to the block, not to the items. Used once; not
 * thread-safe.
 *
 * <p>Which BLAS call scores a block depends on the number of queries, because {@code sgemm} repacks
 * the factors unless it has a short way for a small product: {@code sgemv} for each of up to
 * {@value #FEW}; products of {@value #GROUP} queries and {@value #SMALL_BLOCK} items for up to
 * {@value #SOME}; for more, one of {@value #BLOCK} items whose scores lie item by item. The
 * measurement is in {@code docs/adr/0026-shared-scans.md}.
 */
final class SharedScan {

  /** The most queries of a scan. */
  static final int MOST_QUERIES = 64;

  private static final int FEW = 3;
  private static final int SOME = 15;
  private static final int GROUP = 8;
  private static final int SMALL_BLOCK = 128;
  private static final int BLOCK = 1024;

  private final LinearAlgebra linearAlgebra;
  private final float[] factors;
  private final int items;
  private final int dimensions;
  private final ItemFilter[] filters;
  private final TopKHeap[] heaps;
  private final float[] vectors;

  /**
   * A scan.
   *
   * @param factors float32 [items, dimensions], row-major
   * @param queries at most {@value #MOST_QUERIES}
   */
  SharedScan(
      LinearAlgebra linearAlgebra,
      float[] factors,
      int items,
      int dimensions,
      List<FactorQuery> queries) {
    this.linearAlgebra = linearAlgebra;
    this.factors = factors;
    this.items = items;
    this.dimensions = dimensions;
    int count = queries.size();
    this.filters = new ItemFilter[count];
    this.heaps = new TopKHeap[count];
    this.vectors = new float[count * dimensions];
    for (int query = 0; query < count; query++) {
      FactorQuery asked = queries.get(query);
      filters[query] = asked.filter();
      heaps[query] = new TopKHeap(Math.min(asked.k(), items));
      System.arraycopy(asked.vector(), 0, vectors, query * dimensions, dimensions);
    }
  }

  /** The result of each query, in their order. */
  TopK[] run() {
    if (heaps.length <= FEW) {
      scoreQueryByQuery();
    } else if (heaps.length <= SOME) {
      scoreSmallBlocks();
    } else {
      scoreItemByItem();
    }
    TopK[] results = new TopK[heaps.length];
    for (int query = 0; query < results.length; query++) {
      results[query] = heaps[query].drain();
    }
    return results;
  }

  private void scoreQueryByQuery() {
    float[] scores = new float[Math.min(BLOCK, items)];
    for (int from = 0; from < items; from += BLOCK) {
      int count = Math.min(BLOCK, items - from);
      for (int query = 0; query < heaps.length; query++) {
        linearAlgebra.gemv(
            false,
            count,
            dimensions,
            1f,
            factors,
            from * dimensions,
            dimensions,
            vectors,
            query * dimensions,
            0f,
            scores,
            0);
        heaps[query].offerAll(from, scores, 0, count, filters[query]);
      }
    }
  }

  private void scoreSmallBlocks() {
    float[] scores = new float[GROUP * SMALL_BLOCK];
    for (int from = 0; from < items; from += SMALL_BLOCK) {
      int count = Math.min(SMALL_BLOCK, items - from);
      for (int first = 0; first < heaps.length; first += GROUP) {
        int group = Math.min(GROUP, heaps.length - first);
        linearAlgebra.gemm(
            false,
            true,
            group,
            count,
            dimensions,
            1f,
            vectors,
            first * dimensions,
            dimensions,
            factors,
            from * dimensions,
            dimensions,
            0f,
            scores,
            0,
            count);
        for (int query = 0; query < group; query++) {
          heaps[first + query].offerAll(from, scores, query * count, count, filters[first + query]);
        }
      }
    }
  }

  private void scoreItemByItem() {
    int queries = heaps.length;
    float[] scores = new float[Math.min(BLOCK, items) * queries];
    float[] bars = new float[queries];
    for (int query = 0; query < queries; query++) {
      bars[query] = heaps[query].bar();
    }
    for (int from = 0; from < items; from += BLOCK) {
      int count = Math.min(BLOCK, items - from);
      linearAlgebra.gemm(
          false,
          true,
          count,
          queries,
          dimensions,
          1f,
          factors,
          from * dimensions,
          dimensions,
          vectors,
          0,
          dimensions,
          0f,
          scores,
          0,
          queries);
      for (int offset = 0; offset < count; offset++) {
        offer(from + offset, scores, offset * queries, bars);
      }
    }
  }

  private void offer(int item, float[] scores, int from, float[] bars) {
    for (int query = next(scores, from, bars, 0);
        query < bars.length;
        query = next(scores, from, bars, query + 1)) {
      float score = scores[from + query];
      if (heaps[query].accepts(item, score) && filters[query].allowed(item)) {
        heaps[query].offer(item, score);
        bars[query] = heaps[query].bar();
      }
    }
  }

  /** The next query whose bar the item reaches; a loop of its own, so that it compiles well. */
  private static int next(float[] scores, int from, float[] bars, int first) {
    int query = first;
    while (query < bars.length && !(scores[from + query] >= bars[query])) {
      query++;
    }
    return query;
  }
}
