package io.holdfast.core.retrieval;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact maximum inner product search over item factors: scores are computed block by block, small
 * enough to stay in cache, and run through a {@link TopKHeap}; no array of all scores is made and
 * nothing is sorted in full. It ends when no later item can be among the best, which is soon where
 * items lie in falling order of length, see {@link NormBounds}.
 *
 * <p>Factors are float32 [items, dimensions], row-major, and must not change any more. At most
 * O(items · dimensions) a query. Immutable and thread-safe.
 */
public final class FactorSearch implements ItemSearch {

  private final LinearAlgebra linearAlgebra;
  private final float[] factors;
  private final int items;
  private final int dimensions;
  private final NormBounds bounds;

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
    this.bounds = NormBounds.of(factors, items, dimensions);
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
    return SharedScan.run(
        linearAlgebra, factors, dimensions, bounds, List.of(new FactorQuery(query, k, filter)))[0];
  }

  /**
   * The same for many queries at once: the factors are read once for {@value
   * SharedScan#MOST_QUERIES} of them. Scores may differ from those of {@link #search} by rounding,
   * and with them the order of items that are equal but for it.
   *
   * @return the result of each query, in their order
   * @throws IllegalArgumentException if a query has not {@code dimensions} numbers
   */
  public List<TopK> searchAll(List<FactorQuery> queries) {
    for (FactorQuery query : queries) {
      if (query.vector().length != dimensions) {
        throw new IllegalArgumentException(
            "a query of %d numbers for factors of %d".formatted(query.vector().length, dimensions));
      }
    }
    List<TopK> results = new ArrayList<>(queries.size());
    for (int first = 0; first < queries.size(); first += SharedScan.MOST_QUERIES) {
      int end = Math.min(queries.size(), first + SharedScan.MOST_QUERIES);
      results.addAll(
          List.of(
              SharedScan.run(
                  linearAlgebra, factors, dimensions, bounds, queries.subList(first, end))));
    }
    return results;
  }
}
