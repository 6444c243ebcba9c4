package io.holdfast.core.model.bpr;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.Explainer;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.FactorModel;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ItemVectors;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SimilarItems;
import io.holdfast.core.retrieval.CosineSearch;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.ItemSearch;
import io.holdfast.core.retrieval.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Item factors and biases that rank for any history: ŷ(i) = w·h_i + b_i, the user's w being folded
 * in when it is asked for by {@link UserSolver}. User factors are not kept: a known user, a new one
 * and an anonymous one are the same case.
 *
 * <p>Only distinct items that had users in training count, since the others have no factor that was
 * learned from people; weights and times play no part. For the items that a user has not met stands
 * a sample of M of the catalogue, the same for everybody and in every process. A search is
 * O(items·d). Immutable and thread-safe.
 */
public final class BprModel implements FactorModel, Explainer, SimilarItems, ItemVectors {

  /** The kind's name. */
  public static final String KIND = "bpr";

  static final String ITEMS = "items";
  static final String ITEM_FACTORS = "item_factors";
  static final String USER_COUNTS = "user_counts";

  private static final long SAMPLE_SEED = 2009;

  private final IdMap items;
  private final float[] itemFactors;
  private final int[] userCounts;
  private final Parameters parameters;
  private final int dimensions;
  private final UserSolver solver;
  private final FactorSearch search;
  private final CosineSearch neighbours;

  /**
   * The model of these factors.
   *
   * @param itemFactors h with b in the last column, float32 [items, d + 1]; not copied
   * @param candidates the items that stand for those that a user has not met
   * @throws IllegalArgumentException if sizes do not fit each other or a factor is not finite
   */
  BprModel(
      IdMap items,
      float[] itemFactors,
      int[] userCounts,
      int[] candidates,
      Parameters parameters,
      LinearAlgebra linearAlgebra) {
    if (userCounts.length != items.size()) {
      throw new IllegalArgumentException(
          items.size() + " items but " + userCounts.length + " counts");
    }
    for (float factor : itemFactors) {
      if (!Float.isFinite(factor)) {
        throw new IllegalArgumentException(
            "an item factor is not finite: %s; take a smaller learning rate".formatted(factor));
      }
    }
    BprParameters typed = BprParameters.of(parameters);
    this.items = items;
    this.itemFactors = itemFactors;
    this.userCounts = userCounts;
    this.parameters = parameters;
    this.dimensions = typed.factors();
    this.search = new FactorSearch(linearAlgebra, itemFactors, items.size(), dimensions + 1);
    this.neighbours =
        new CosineSearch(
            linearAlgebra,
            itemFactors,
            items.size(),
            dimensions + 1,
            column -> column < dimensions,
            item -> userCounts[item] > 0);
    this.solver =
        new UserSolver(linearAlgebra, itemFactors, dimensions, typed.regularization(), candidates);
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
    return history.anyItem(item -> userCounts[item] > 0);
  }

  @Override
  public void score(History history, float[] scores) {
    requireRoom(scores);
    if (canRank(history)) {
      search.scores(vector(history), scores);
    } else {
      Arrays.fill(scores, 0f);
    }
  }

  @Override
  public void scoreAll(List<History> histories, float[] scores) {
    requireRoom(histories, scores);
    int width = dimensions + 1;
    // The query of a history that says nothing stays zero, and so does every score.
    float[] queries = new float[histories.size() * width];
    for (int at = 0; at < histories.size(); at++) {
      if (canRank(histories.get(at))) {
        System.arraycopy(vector(histories.get(at)), 0, queries, at * width, width);
      }
    }
    search.scoresOfAll(queries, scores);
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    return search.search(vector(history), canRank(history) ? k : Math.min(k, 0), filter);
  }

  @Override
  public ItemSearch retrieval() {
    return search;
  }

  @Override
  public boolean canCompare(int item) {
    return neighbours.canCompare(item);
  }

  /** By the cosine between h, without the biases. */
  @Override
  public TopK similar(int item, int k, ItemFilter filter) {
    return neighbours.nearest(item, k, filter);
  }

  @Override
  public List<Explanation> explain(History history, int[] explained, int most) {
    requireItems(explained);
    if (!canRank(history)) {
      return Arrays.stream(explained)
          .mapToObj(item -> Explanation.ofNothing(Explanation.Kind.PAIRWISE, 0))
          .toList();
    }
    int[] met = history.distinctItems();
    int[] known = known(met);
    double[] parts = solver.parts(known, met, solver.solve(known, met));
    List<Explanation> explanations = new ArrayList<>(explained.length);
    for (int item : explained) {
      int row = item * (dimensions + 1);
      double[] values = new double[known.length];
      for (int i = 0; i < known.length; i++) {
        for (int f = 0; f < dimensions; f++) {
          values[i] += parts[i * dimensions + f] * itemFactors[row + f];
        }
      }
      double bias = itemFactors[row + dimensions];
      explanations.add(Explanation.of(Explanation.Kind.PAIRWISE, bias, known, values, most));
    }
    return explanations;
  }

  /** w of a user with this history, float32 [d]; zero if no item of it is known. */
  public float[] foldIn(History history) {
    return Arrays.copyOf(vector(history), dimensions);
  }

  /** The dimensions of a factor; an item's bias is no part of its vector. */
  @Override
  public int vectorDimensions() {
    return dimensions;
  }

  @Override
  public void itemVector(int item, float[] out, int offset) {
    System.arraycopy(itemFactors, item * (dimensions + 1), out, offset, dimensions);
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
            ITEM_FACTORS, Tensor.floats(itemFactors, items.size(), dimensions + 1),
            USER_COUNTS, Tensor.ints(userCounts, items.size())),
        Map.of(ITEMS, items));
  }

  /** w, and 1 for the bias. */
  @Override
  public float[] vector(History history) {
    history.requireItemsBelow(items.size());
    int[] met = history.distinctItems();
    double[] w = solver.solve(known(met), met);
    float[] query = new float[dimensions + 1];
    for (int f = 0; f < dimensions; f++) {
      query[f] = (float) w[f];
    }
    query[dimensions] = 1;
    return query;
  }

  private int[] known(int[] met) {
    return Arrays.stream(met).filter(item -> userCounts[item] > 0).toArray();
  }

  /**
   * Those of a catalogue that stand for the items that a user has not met: distinct ones, or all if
   * there are no more, by their indices in training.
   */
  static int[] candidates(int catalogue, BprParameters parameters) {
    int[] drawn = new int[catalogue];
    Arrays.setAll(drawn, item -> item);
    SplittableRandom random = new SplittableRandom(SAMPLE_SEED);
    int size = Math.min(parameters.foldInNegatives(), catalogue);
    for (int at = 0; at < size; at++) {
      int chosen = random.nextInt(at, catalogue);
      int kept = drawn[at];
      drawn[at] = drawn[chosen];
      drawn[chosen] = kept;
    }
    return Arrays.copyOf(drawn, size);
  }
}
