package io.holdfast.core.retrieval;

import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/**
 * Scores items for Lucene's graphs by the inner product of their factors, read where they are. Not
 * thread-safe.
 *
 * <p>Eight sums go on side by side, since one sum would wait for each addition; a BLAS call for one
 * short product costs as much as the product.
 */
final class FactorScorer implements UpdateableRandomVectorScorer {

  private final FactorSearch search;
  private final float[] factors;
  private final int dimensions;
  private float[] query;
  private int queryOffset;

  private FactorScorer(FactorSearch search, float[] query) {
    this.search = search;
    this.factors = search.factors();
    this.dimensions = search.dimensions();
    this.query = query;
  }

  /** Scores items with a query. */
  static RandomVectorScorer with(FactorSearch search, float[] query) {
    return new FactorScorer(search, query);
  }

  /** Scores items with each other. */
  static RandomVectorScorerSupplier between(FactorSearch search) {
    return new RandomVectorScorerSupplier() {
      @Override
      public UpdateableRandomVectorScorer scorer() {
        return new FactorScorer(search, search.factors());
      }

      @Override
      public RandomVectorScorerSupplier copy() {
        return between(search);
      }
    };
  }

  @Override
  public void setScoringOrdinal(int item) {
    query = factors;
    queryOffset = item * dimensions;
  }

  @Override
  public float score(int item) {
    int offset = item * dimensions;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int f = 0;
    for (; f <= dimensions - 8; f += 8) {
      int x = offset + f;
      int q = queryOffset + f;
      s0 += factors[x] * query[q];
      s1 += factors[x + 1] * query[q + 1];
      s2 += factors[x + 2] * query[q + 2];
      s3 += factors[x + 3] * query[q + 3];
      s4 += factors[x + 4] * query[q + 4];
      s5 += factors[x + 5] * query[q + 5];
      s6 += factors[x + 6] * query[q + 6];
      s7 += factors[x + 7] * query[q + 7];
    }
    for (; f < dimensions; f++) {
      s0 += factors[offset + f] * query[queryOffset + f];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  @Override
  public int maxOrd() {
    return search.items();
  }
}
