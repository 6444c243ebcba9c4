package io.holdfast.core.retrieval;

/**
 * Maximum inner product search: the items whose factors have the largest inner product with a
 * query. Immutable and thread-safe.
 */
public sealed interface ItemSearch permits FactorSearch, GraphSearch {

  /**
   * The best {@code k} items that pass {@code filter}, best first: exactly {@code k} of them
   * whenever {@code k} pass.
   *
   * @param query float32 [dimensions]
   * @throws IllegalArgumentException if {@code k} is negative
   */
  TopK search(float[] query, int k, ItemFilter filter);
}
