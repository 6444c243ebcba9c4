package io.holdfast.core.model;

import io.holdfast.core.retrieval.ItemSearch;

/**
 * A model whose score of an item is the inner product of the item's factors with a vector that
 * stands for the history. {@link #recommend} is {@code retrieval().search(vector(history), k,
 * filter)} wherever the model {@link #canRank can rank}; the two steps are told apart for those who
 * search for several users at once.
 */
public interface FactorModel extends RankingModel {

  /**
   * The history folded in, float32 [dimensions of the factors]; zero if the model has nothing to
   * say about it.
   *
   * @throws IllegalArgumentException if the history holds an index beyond the catalogue
   */
  float[] vector(History history);

  /** How the best items are found. */
  ItemSearch retrieval();
}
