package io.holdfast.core.model.ease;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.Explainer;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.History;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SimilarItems;
import io.holdfast.core.model.neighbour.HistoryWeights;
import io.holdfast.core.model.neighbour.WeightedItems;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Scores items by ŷ = x B (Steck 2019, eq. 1), x being the user's row: the {@link HistoryWeights}
 * of the history, which with a decay of 1 are the paper's zeros and ones. Weights may be negative,
 * so an item can speak against another.
 *
 * <p>B is float32 [items, items], row-major, source by target. A history is folded in by adding its
 * rows of B: O(history · items). Immutable and thread-safe.
 */
public final class EaseModel implements Explainer, SimilarItems {

  /** The kind's name. */
  public static final String KIND = "ease";

  static final String ITEMS = "items";
  static final String WEIGHTS = "item_weights";
  static final String USER_COUNTS = "user_counts";

  private final Parameters parameters;
  private final IdMap items;
  private final int[] userCounts;
  private final float[] weights;
  private final HistoryWeights historyWeights;
  private final LinearAlgebra linearAlgebra;

  EaseModel(
      Parameters parameters,
      IdMap items,
      int[] userCounts,
      float[] weights,
      HistoryWeights historyWeights,
      LinearAlgebra linearAlgebra) {
    if (userCounts.length != items.size() || weights.length != (long) items.size() * items.size()) {
      throw new IllegalArgumentException(
          "%d items but %d counts and %d weights"
              .formatted(items.size(), userCounts.length, weights.length));
    }
    for (float weight : weights) {
      if (!Float.isFinite(weight)) {
        throw new IllegalArgumentException("an item weight is not finite: " + weight);
      }
    }
    this.parameters = parameters;
    this.items = items;
    this.userCounts = userCounts;
    this.weights = weights;
    this.historyWeights = historyWeights;
    this.linearAlgebra = linearAlgebra;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public IdMap items() {
    return items;
  }

  @Override
  public boolean canRank(History history) {
    history.requireItemsBelow(items.size());
    boolean[] can = new boolean[1];
    historyWeights.visit(history, (item, weight) -> can[0] |= userCounts[item] > 0);
    return can[0];
  }

  @Override
  public void score(History history, float[] scores) {
    requireRoom(scores);
    history.requireItemsBelow(items.size());
    Arrays.fill(scores, 0f);
    historyWeights.visit(
        history,
        (item, weight) -> {
          if (userCounts[item] > 0) {
            linearAlgebra.axpy(items.size(), weight, weights, item * items.size(), scores, 0);
          }
        });
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    float[] scores = new float[items.size()];
    score(history, scores);
    TopKHeap heap = new TopKHeap(canRank(history) ? Math.min(k, scores.length) : Math.min(k, 0));
    for (int i = 0; i < scores.length; i++) {
      if (heap.accepts(i, scores[i]) && filter.allowed(i)) {
        heap.offer(i, scores[i]);
      }
    }
    return heap.drain();
  }

  @Override
  public boolean canCompare(int item) {
    if (item < 0 || item >= items.size()) {
      throw new IllegalArgumentException(
          "item index " + item + " of a catalogue of " + items.size());
    }
    return userCounts[item] > 0;
  }

  /** By the weights above zero of the item's row of B: what it speaks for. */
  @Override
  public TopK similar(int item, int k, ItemFilter filter) {
    TopKHeap heap = new TopKHeap(canCompare(item) ? Math.min(k, items.size()) : Math.min(k, 0));
    int row = item * items.size();
    for (int other = 0; other < items.size(); other++) {
      float weight = weights[row + other];
      if (weight > 0 && other != item && heap.accepts(other, weight) && filter.allowed(other)) {
        heap.offer(other, weight);
      }
    }
    return heap.drain();
  }

  @Override
  public List<Explanation> explain(History history, int[] explained, int most) {
    history.requireItemsBelow(items.size());
    requireItems(explained);
    return WeightedItems.of(historyWeights, history, item -> userCounts[item] > 0)
        .explain(
            explained,
            most,
            target -> 0,
            (source, target) -> weights[source * items.size() + target]);
  }

  @Override
  public int[] userCounts() {
    return userCounts.clone();
  }

  @Override
  public int userCount(int item) {
    return userCounts[item];
  }

  @Override
  public ArtifactContents contents() {
    return new ArtifactContents(
        Map.of(
            WEIGHTS, Tensor.floats(weights, items.size(), items.size()),
            USER_COUNTS, Tensor.ints(userCounts, items.size())),
        Map.of(ITEMS, items));
  }
}
