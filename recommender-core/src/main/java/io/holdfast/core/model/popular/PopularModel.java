package io.holdfast.core.model.popular;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.Map;

/**
 * Ranks every item by the number of distinct users who interacted with it in training, the same for
 * everybody. The baseline of every comparison and the end of every fallback chain: it can always
 * rank.
 *
 * <p>Immutable and thread-safe. Scoring is O(items).
 */
public final class PopularModel implements RankingModel {

  /** The kind's name. */
  public static final String KIND = "popular";

  static final ParameterSchema PARAMETERS = ParameterSchema.of();

  static final String ITEMS = "items";
  static final String USER_COUNTS = "user_counts";

  private final IdMap items;
  private final int[] userCounts;

  /**
   * The ranking of these counts.
   *
   * @param userCounts for each item its number of distinct users
   * @throws IllegalArgumentException if there is not one count an item, or one is negative
   */
  public PopularModel(IdMap items, int[] userCounts) {
    if (items.size() != userCounts.length) {
      throw new IllegalArgumentException(
          items.size() + " items but " + userCounts.length + " counts");
    }
    for (int count : userCounts) {
      if (count < 0) {
        throw new IllegalArgumentException("negative count " + count);
      }
    }
    this.items = items;
    this.userCounts = userCounts.clone();
  }

  /** The popularity ranking that every model can give in its place. */
  public static PopularModel of(RankingModel model) {
    return new PopularModel(model.items(), model.userCounts());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS.defaults();
  }

  @Override
  public IdMap items() {
    return items;
  }

  @Override
  public boolean canRank(History history) {
    history.requireItemsBelow(userCounts.length);
    return true;
  }

  @Override
  public void score(History history, float[] scores) {
    history.requireItemsBelow(userCounts.length);
    if (scores.length != userCounts.length) {
      throw new IllegalArgumentException(
          "room for " + scores.length + " scores of " + userCounts.length + " items");
    }
    for (int i = 0; i < userCounts.length; i++) {
      scores[i] = userCounts[i];
    }
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    history.requireItemsBelow(userCounts.length);
    TopKHeap heap = new TopKHeap(Math.min(k, userCounts.length));
    for (int i = 0; i < userCounts.length; i++) {
      if (heap.accepts(i, userCounts[i]) && filter.allowed(i)) {
        heap.offer(i, userCounts[i]);
      }
    }
    return heap.drain();
  }

  @Override
  public int[] userCounts() {
    return userCounts.clone();
  }

  @Override
  public ArtifactContents contents() {
    return new ArtifactContents(
        Map.of(USER_COUNTS, Tensor.ints(userCounts, userCounts.length)), Map.of(ITEMS, items));
  }
}
