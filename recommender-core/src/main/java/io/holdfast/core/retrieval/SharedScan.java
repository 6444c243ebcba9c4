package io.holdfast.core.retrieval;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;
import java.util.List;

/**
 * One pass over the factors for several queries: each block of items is read from memory once and
 * scored for all of them while it is in cache. A query leaves the pass when no later item can have
 * a place in its result, see {@link NormBounds}. At most O(items · dimensions · queries)
 * arithmetic, one reading of the factors; memory in proportion to the block, not to the items. Used
 * once; not thread-safe.
 *
 * <p>Which BLAS call scores a block depends on the number of queries, because {@code sgemm} repacks
 * the factors unless it has a short way for a small product: {@code sgemv} for each of up to
 * {@value #FEW}; products of {@value #GROUP} queries and {@value #SMALL_BLOCK} items for up to
 * {@value #SOME}; for more, one of the whole block whose scores lie item by item. The measurement
 * is in {@code docs/adr/0026-shared-scans.md}.
 */
final class SharedScan {

  /** The most queries of a scan. */
  static final int MOST_QUERIES = 64;

  private static final int FEW = 3;
  private static final int SOME = 15;
  private static final int GROUP = 8;
  private static final int SMALL_BLOCK = 128;

  private final LinearAlgebra linearAlgebra;
  private final float[] factors;
  private final int items;
  private final int dimensions;
  private final NormBounds bounds;

  /** Of the queries that have not left, in the first places. */
  private final ItemFilter[] filters;

  private final TopKHeap[] heaps;
  private final float[] vectors;
  private final double[] norms;
  private final float[] bars;
  private final float[] scores;
  private int queries;

  private SharedScan(
      LinearAlgebra linearAlgebra,
      float[] factors,
      int dimensions,
      NormBounds bounds,
      List<FactorQuery> asked,
      TopKHeap[] heaps) {
    this.linearAlgebra = linearAlgebra;
    this.factors = factors;
    this.items = bounds.items();
    this.dimensions = dimensions;
    this.bounds = bounds;
    this.queries = asked.size();
    this.heaps = heaps.clone();
    this.filters = asked.stream().map(FactorQuery::filter).toArray(ItemFilter[]::new);
    this.vectors = new float[queries * dimensions];
    this.norms = new double[queries];
    this.bars = new float[queries];
    int most = Math.min(NormBounds.BLOCK, items);
    this.scores =
        new float[queries <= FEW ? most : queries <= SOME ? GROUP * SMALL_BLOCK : most * queries];
    for (int query = 0; query < queries; query++) {
      System.arraycopy(asked.get(query).vector(), 0, vectors, query * dimensions, dimensions);
      norms[query] = NormBounds.norm(vectors, query * dimensions, dimensions);
    }
  }

  /**
   * The result of each query, in their order.
   *
   * @param factors float32 [items, dimensions], row-major
   * @param bounds of the factors
   * @param asked at most {@value #MOST_QUERIES}
   */
  static TopK[] run(
      LinearAlgebra linearAlgebra,
      float[] factors,
      int dimensions,
      NormBounds bounds,
      List<FactorQuery> asked) {
    TopKHeap[] heaps =
        asked.stream()
            .map(query -> new TopKHeap(Math.min(query.k(), bounds.items())))
            .toArray(TopKHeap[]::new);
    new SharedScan(linearAlgebra, factors, dimensions, bounds, asked, heaps).scan();
    return Arrays.stream(heaps).map(TopKHeap::drain).toArray(TopK[]::new);
  }

  private void scan() {
    for (int block = 0; block < bounds.blocks(); block++) {
      dismissThoseDoneBefore(block);
      if (queries == 0) {
        return;
      }
      int from = block * NormBounds.BLOCK;
      int count = Math.min(NormBounds.BLOCK, items - from);
      if (queries <= FEW) {
        scoreQueryByQuery(from, count);
      } else if (queries <= SOME) {
        scoreSmallBlocks(from, count);
      } else {
        scoreItemByItem(from, count);
      }
    }
  }

  /** The last query takes the place of one that leaves. */
  private void dismissThoseDoneBefore(int block) {
    for (int query = queries - 1; query >= 0; query--) {
      if (bounds.below(norms[query], block, heaps[query].bar())) {
        int last = --queries;
        heaps[query] = heaps[last];
        filters[query] = filters[last];
        norms[query] = norms[last];
        System.arraycopy(vectors, last * dimensions, vectors, query * dimensions, dimensions);
      }
    }
  }

  private void scoreQueryByQuery(int from, int count) {
    for (int query = 0; query < queries; query++) {
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

  private void scoreSmallBlocks(int begin, int length) {
    for (int from = begin; from < begin + length; from += SMALL_BLOCK) {
      int count = Math.min(SMALL_BLOCK, begin + length - from);
      for (int first = 0; first < queries; first += GROUP) {
        int group = Math.min(GROUP, queries - first);
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

  private void scoreItemByItem(int from, int count) {
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
    for (int query = 0; query < queries; query++) {
      bars[query] = heaps[query].bar();
    }
    for (int offset = 0; offset < count; offset++) {
      offer(from + offset, offset * queries);
    }
  }

  private void offer(int item, int from) {
    for (int query = next(scores, from, bars, 0, queries);
        query < queries;
        query = next(scores, from, bars, query + 1, queries)) {
      float score = scores[from + query];
      if (heaps[query].accepts(item, score) && filters[query].allowed(item)) {
        heaps[query].offer(item, score);
        bars[query] = heaps[query].bar();
      }
    }
  }

  /** The next query whose bar the item reaches; a loop of its own, so that it compiles well. */
  private static int next(float[] scores, int from, float[] bars, int first, int end) {
    int query = first;
    while (query < end && !(scores[from + query] >= bars[query])) {
      query++;
    }
    return query;
  }
}
