package io.holdfast.core.model;

import java.util.List;

/**
 * A model that can say which items of a history a score comes from. Immutable and thread-safe, as
 * every {@link RankingModel}.
 */
public interface Explainer extends RankingModel {

  /**
   * Splits the scores of some items: those that {@link #score} gives them, up to rounding.
   *
   * @param explained item indices, in any order
   * @param most how many contributions are told one by one of each
   * @return an explanation of each of {@code explained}, in their order; where the model {@link
   *     #canRank cannot rank}, one without contributions
   * @throws IllegalArgumentException if the history or {@code explained} hold an index beyond the
   *     catalogue, or {@code most} is negative
   */
  List<Explanation> explain(History history, int[] explained, int most);

  /**
   * Checks what is to be explained.
   *
   * @throws IllegalArgumentException if an index is beyond the catalogue
   */
  default void requireItems(int[] explained) {
    for (int item : explained) {
      if (item < 0 || item >= items().size()) {
        throw new IllegalArgumentException(
            "item index " + item + " of a catalogue of " + items().size());
      }
    }
  }
}
