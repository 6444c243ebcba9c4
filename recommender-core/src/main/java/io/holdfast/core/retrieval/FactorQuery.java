package io.holdfast.core.retrieval;

/**
 * One of several searches that share a pass over the factors, see {@link FactorSearch#searchAll}.
 *
 * @param vector float32 [dimensions]; not copied
 * @param k how many items are wanted
 * @param filter what may come
 */
@SuppressWarnings("ArrayRecordComponent") // Made for one search, never compared.
public record FactorQuery(float[] vector, int k, ItemFilter filter) {

  /**
   * Checks k.
   *
   * @throws IllegalArgumentException if {@code k} is negative
   */
  public FactorQuery {
    if (k < 0) {
      throw new IllegalArgumentException("k is not negative: " + k);
    }
  }
}
