package io.holdfast.core.model.als;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.History;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.parallel.ParallelLoop;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import java.util.Map;

/**
 * Item factors that rank for any history: the user's factor is folded in when it is asked for, by
 * the half-step of training with that user's own regularization, so a known user, a new one and an
 * anonymous one are the same case. User factors are not kept.
 *
 * <p>Only distinct items that had users in training count, since the others have no factor; weights
 * and times play no part in this objective. A fold-in is O(|I|·d² + d³), a search O(items·d).
 * Immutable and thread-safe.
 */
public final class AlsModel implements RankingModel {

  /** The kind's name. */
  public static final String KIND = "als";

  static final String ITEMS = "items";
  static final String ITEM_FACTORS = "item_factors";
  static final String USER_COUNTS = "user_counts";

  private final IdMap items;
  private final float[] itemFactors;
  private final int[] userCounts;
  private final AlsParameters parameters;
  private final LinearAlgebra linearAlgebra;
  private final float[] gramian;
  private final FactorSearch search;

  AlsModel(
      IdMap items,
      float[] itemFactors,
      int[] userCounts,
      AlsParameters parameters,
      LinearAlgebra linearAlgebra) {
    if (userCounts.length != items.size()) {
      throw new IllegalArgumentException(
          items.size() + " items but " + userCounts.length + " counts");
    }
    for (float factor : itemFactors) {
      if (!Float.isFinite(factor)) {
        throw new IllegalArgumentException("an item factor is not finite: " + factor);
      }
    }
    int d = parameters.factors();
    this.items = items;
    this.itemFactors = itemFactors;
    this.userCounts = userCounts;
    this.parameters = parameters;
    this.linearAlgebra = linearAlgebra;
    this.search = new FactorSearch(linearAlgebra, itemFactors, items.size(), d);
    try (ParallelLoop loop = new ParallelLoop(1)) {
      this.gramian =
          Gramian.of(
              linearAlgebra, loop, itemFactors, items.size(), d, parameters.unobservedWeight());
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Parameters parameters() {
    return parameters.untyped();
  }

  @Override
  public IdMap items() {
    return items;
  }

  @Override
  public boolean canRank(History history) {
    history.requireItemsBelow(items.size());
    for (int position = 0; position < history.size(); position++) {
      if (userCounts[history.item(position)] > 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void score(History history, float[] scores) {
    if (scores.length != items.size()) {
      throw new IllegalArgumentException(
          "room for " + scores.length + " scores of " + items.size() + " items");
    }
    search.scores(foldIn(history), scores);
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    return search.search(foldIn(history), canRank(history) ? k : Math.min(k, 0), filter);
  }

  /** The factor of a user with this history, float32 [d]; zero if no item of it is known. */
  public float[] foldIn(History history) {
    history.requireItemsBelow(items.size());
    int[] known =
        Arrays.stream(history.distinctItems()).filter(item -> userCounts[item] > 0).toArray();
    float[] factor = new float[parameters.factors()];
    new RowSolver(linearAlgebra, parameters.factors(), known.length)
        .solve(
            itemFactors,
            gramian,
            known,
            0,
            known.length,
            parameters.ridge(known.length, items.size()),
            factor,
            0);
    return factor;
  }

  @Override
  public int[] userCounts() {
    return userCounts.clone();
  }

  @Override
  public ArtifactContents contents() {
    return new ArtifactContents(
        Map.of(
            ITEM_FACTORS, Tensor.floats(itemFactors, items.size(), parameters.factors()),
            USER_COUNTS, Tensor.ints(userCounts, items.size())),
        Map.of(ITEMS, items));
  }
}
