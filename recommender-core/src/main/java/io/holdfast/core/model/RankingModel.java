package io.holdfast.core.model;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.List;

/**
 * A trained model that ranks the items of its catalogue for a user, given what the user has done.
 *
 * <p>Users are not part of a model: whoever asks brings the {@link History}, so a new interaction
 * counts at once and a user who came after training is served like any other. Immutable and
 * thread-safe.
 */
public interface RankingModel {

  /** The kind's name, for example {@code als}. */
  String kind();

  /**
   * The parameters that it was trained with, those filled in that were left to the data. With them
   * and {@link #contents} it can be restored.
   */
  Parameters parameters();

  /** The catalogue: ids and indices of every item that can be ranked. */
  IdMap items();

  /**
   * Whether the model has anything to say about this history. If not, {@link #score} gives every
   * item the same score and {@link #recommend} returns none.
   *
   * @throws IllegalArgumentException if the history holds an index beyond the catalogue
   */
  boolean canRank(History history);

  /**
   * Scores every item; higher is better. The history's own items are scored like any other.
   *
   * @param scores float32 [items]: overwritten
   * @throws IllegalArgumentException if {@code scores} is not as long as the catalogue, or the
   *     history holds an index beyond it
   */
  void score(History history, float[] scores);

  /**
   * {@link #score} for several users at once, which models of factors do by one matrix product. The
   * scores of an item may differ from those of {@link #score} by rounding.
   *
   * @param scores float32 [histories, items], row-major: overwritten
   * @throws IllegalArgumentException if {@code scores} is not that long, or a history holds an
   *     index beyond the catalogue
   */
  default void scoreAll(List<History> histories, float[] scores) {
    requireRoom(histories, scores);
    float[] row = new float[items().size()];
    for (int at = 0; at < histories.size(); at++) {
      score(histories.get(at), row);
      System.arraycopy(row, 0, scores, at * row.length, row.length);
    }
  }

  /**
   * Checks that there is room for a score of every item for every history.
   *
   * @throws IllegalArgumentException if {@code scores} is not that long
   */
  default void requireRoom(List<History> histories, float[] scores) {
    if (scores.length != (long) histories.size() * items().size()) {
      throw new IllegalArgumentException(
          "room for %d scores of %d items for %d histories"
              .formatted(scores.length, items().size(), histories.size()));
    }
  }

  /**
   * Checks that there is room for a score of every item.
   *
   * @throws IllegalArgumentException if {@code scores} is not as long as the catalogue
   */
  default void requireRoom(float[] scores) {
    if (scores.length != items().size()) {
      throw new IllegalArgumentException(
          "room for " + scores.length + " scores of " + items().size() + " items");
    }
  }

  /**
   * The {@code k} best items that pass the filter, best first; exactly {@code k} if {@code k} pass
   * and the model {@link #canRank can rank}. Nothing is filtered but by {@code filter}: exclude the
   * history there if it must not come back.
   *
   * @throws IllegalArgumentException if {@code k} is negative, or the history holds an index beyond
   *     the catalogue
   */
  TopK recommend(History history, int k, ItemFilter filter);

  /** For each item the number of distinct users it had in training: the material of a fallback. */
  int[] userCounts();

  /**
   * One element of {@link #userCounts}, for whoever asks for a few.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  default int userCount(int item) {
    return userCounts()[item];
  }

  /** What has to be kept to restore the model with {@link ModelKind#restore}. */
  ArtifactContents contents();
}
