package io.holdfast.core.model;

/**
 * A model that predicts ratings, and ranks by them: the score of an item is its predicted rating.
 *
 * <p>The weight of an interaction in a {@link History} is the rating that the user gave; of several
 * ratings of one item the latest stands. Immutable and thread-safe.
 */
public interface RatingModel extends RankingModel {

  /**
   * The ratings that a user with this history would give. An empty history is that of a user of
   * whom nothing is known, who gets a prediction too.
   *
   * @param items item indices, in any order
   * @throws IllegalArgumentException if the history or {@code items} hold an index beyond the
   *     catalogue
   */
  RatingPredictions predict(History history, int[] items);
}
