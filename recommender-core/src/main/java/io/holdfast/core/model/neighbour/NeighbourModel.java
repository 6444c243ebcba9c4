package io.holdfast.core.model.neighbour;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.Explainer;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.History;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SimilarItems;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks items by how strongly the items of a history point at them:
 *
 * <pre>ŷ(j) = Σᵢ w(i) · S(i, j) + π · c(j) / max c</pre>
 *
 * with w the {@link HistoryWeights}, S the {@link NeighbourLists}, and c the users an item had in
 * training. The last term is a small prior by popularity that orders the items that nothing points
 * at; π = 0 leaves it out.
 *
 * <p>A user's history is folded in by this sum when it is asked for; there is nothing to learn for
 * a new user. O(history + neighbours touched + items). Immutable and thread-safe.
 */
public final class NeighbourModel implements Explainer, SimilarItems {

  private static final String ITEMS = "items";
  private static final String USER_COUNTS = "user_counts";

  private final String kind;
  private final Parameters parameters;
  private final IdMap items;
  private final int[] userCounts;
  private final NeighbourLists neighbours;
  private final HistoryWeights weights;
  private final float[] prior;

  /**
   * The model of these lists.
   *
   * @param kind the kind's name
   * @param parameters the parameters it was trained with
   * @param userCounts for each item its number of distinct users in training; not copied
   * @param popularity π, at least 0
   * @throws IllegalArgumentException if there is not one count and one list an item
   */
  public NeighbourModel(
      String kind,
      Parameters parameters,
      IdMap items,
      int[] userCounts,
      NeighbourLists neighbours,
      HistoryWeights weights,
      double popularity) {
    if (userCounts.length != items.size() || neighbours.size() != items.size()) {
      throw new IllegalArgumentException(
          "%d items but %d counts and %d neighbour lists"
              .formatted(items.size(), userCounts.length, neighbours.size()));
    }
    this.kind = kind;
    this.parameters = parameters;
    this.items = items;
    this.userCounts = userCounts;
    this.neighbours = neighbours;
    this.weights = weights;
    this.prior = new float[items.size()];
    int most = Math.max(1, Arrays.stream(userCounts).max().orElse(1));
    for (int i = 0; i < prior.length; i++) {
      prior[i] = (float) (popularity * userCounts[i] / most);
    }
  }

  /**
   * The model that {@link #contents} was taken from.
   *
   * @throws ArtifactException if something is missing from the contents
   */
  public static NeighbourModel restore(
      String kind,
      Parameters parameters,
      ArtifactContents contents,
      HistoryWeights weights,
      double popularity)
      throws ArtifactException {
    return new NeighbourModel(
        kind,
        parameters,
        contents.ids(ITEMS),
        contents.ints(USER_COUNTS, 1).values(),
        NeighbourLists.from(contents),
        weights,
        popularity);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public IdMap items() {
    return items;
  }

  /** The neighbours of each item. */
  public NeighbourLists neighbours() {
    return neighbours;
  }

  @Override
  public boolean canRank(History history) {
    history.requireItemsBelow(items.size());
    boolean[] can = new boolean[1];
    weights.visit(history, (item, weight) -> can[0] |= weight > 0 && neighbours.count(item) > 0);
    return can[0];
  }

  @Override
  public void score(History history, float[] scores) {
    requireRoom(scores);
    if (!canRank(history)) {
      Arrays.fill(scores, 0f);
      return;
    }
    System.arraycopy(prior, 0, scores, 0, scores.length);
    weights.visit(history, (item, weight) -> neighbours.addTo(item, weight, scores));
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
    requireItem(item);
    return neighbours.count(item) > 0;
  }

  /** By the weights S(item, j) of the item's own list; no more than it kept in training. */
  @Override
  public TopK similar(int item, int k, ItemFilter filter) {
    requireItem(item);
    TopK list = neighbours.of(item);
    TopKHeap heap = new TopKHeap(Math.min(k, list.size()));
    for (int rank = 0; rank < list.size(); rank++) {
      int other = list.item(rank);
      if (other != item && heap.accepts(other, list.score(rank)) && filter.allowed(other)) {
        heap.offer(other, list.score(rank));
      }
    }
    return heap.drain();
  }

  private void requireItem(int item) {
    if (item < 0 || item >= items.size()) {
      throw new IllegalArgumentException(
          "item index " + item + " of a catalogue of " + items.size());
    }
  }

  @Override
  public List<Explanation> explain(History history, int[] explained, int most) {
    requireItems(explained);
    boolean can = canRank(history);
    return WeightedItems.of(weights, history, item -> can)
        .explain(explained, most, target -> can ? prior[target] : 0, neighbours::weight);
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
    Map<String, Tensor> tensors = new HashMap<>(neighbours.tensors());
    tensors.put(USER_COUNTS, Tensor.ints(userCounts, userCounts.length));
    return new ArtifactContents(tensors, Map.of(ITEMS, items));
  }
}
