package io.holdfast.core.model.als;

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
import io.holdfast.core.model.ScorePosterior;
import io.holdfast.core.model.SimilarItems;
import io.holdfast.core.parallel.ParallelLoop;
import io.holdfast.core.retrieval.CosineSearch;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.ItemSearch;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Item factors that rank for any history: the user's factor is folded in when it is asked for, as
 * the solution of training's half-step with that user's own regularization, so a known user, a new
 * one and an anonymous one are the same case. User factors are not kept.
 *
 * <p>Only items that had users in training count, since the others have no factor. What an
 * interaction weighs follows the rules of training, see {@link InteractionWeights}: with {@code
 * ials} values play no part, with {@code hkv} they add up; types and times count if the model was
 * trained so. A fold-in is exact whatever the solver of training was: O(|I|·d² + d³), a search
 * O(items·d). Immutable and thread-safe.
 */
public final class AlsModel
    implements FactorModel, Explainer, SimilarItems, ItemVectors, ScorePosterior {

  /** The kind's name. */
  public static final String KIND = "als";

  static final String ITEMS = "items";
  static final String ITEM_FACTORS = "item_factors";
  static final String USER_COUNTS = "user_counts";
  static final String LATEST = "latest_epoch_second";

  private final IdMap items;
  private final float[] itemFactors;
  private final int[] userCounts;
  private final Parameters untyped;
  private final AlsParameters parameters;
  private final long latest;
  private final InteractionWeights interactionWeights;
  private final LinearAlgebra linearAlgebra;
  private final float[] gramian;
  private final FactorSearch search;
  private final ItemSearch retrieval;
  private final CosineSearch neighbours;

  /**
   * A model.
   *
   * @param untyped the parameters, nothing left to the data
   * @param latest the latest time of the training data in epoch seconds
   */
  AlsModel(
      IdMap items,
      float[] itemFactors,
      int[] userCounts,
      Parameters untyped,
      long latest,
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
    this.untyped = untyped;
    this.parameters = AlsParameters.of(untyped);
    this.latest = latest;
    this.interactionWeights = new InteractionWeights(parameters, latest);
    int d = parameters.factors();
    this.items = items;
    this.itemFactors = itemFactors;
    this.userCounts = userCounts;
    this.linearAlgebra = linearAlgebra;
    this.search = new FactorSearch(linearAlgebra, itemFactors, items.size(), d);
    this.retrieval = parameters.retrieval().over(search);
    this.neighbours =
        new CosineSearch(
            linearAlgebra,
            itemFactors,
            items.size(),
            d,
            column -> true,
            item -> userCounts[item] > 0);
    try (ParallelLoop loop = new ParallelLoop(1)) {
      this.gramian =
          Gramian.of(linearAlgebra, loop, itemFactors, items.size(), d, parameters.everyCell());
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Parameters parameters() {
    return untyped;
  }

  @Override
  public IdMap items() {
    return items;
  }

  @Override
  public boolean canRank(History history) {
    return observations(history).columns().length > 0;
  }

  @Override
  public void score(History history, float[] scores) {
    requireRoom(scores);
    search.scores(foldIn(history), scores);
  }

  @Override
  public void scoreAll(List<History> histories, float[] scores) {
    requireRoom(histories, scores);
    int d = parameters.factors();
    float[] queries = new float[histories.size() * d];
    for (int at = 0; at < histories.size(); at++) {
      System.arraycopy(foldIn(histories.get(at)), 0, queries, at * d, d);
    }
    search.scoresOfAll(queries, scores);
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    Observations observations = observations(history);
    boolean none = observations.columns().length == 0;
    return retrieval.search(foldIn(observations), none ? Math.min(k, 0) : k, filter);
  }

  @Override
  public boolean canCompare(int item) {
    return neighbours.canCompare(item);
  }

  @Override
  public TopK similar(int item, int k, ItemFilter filter) {
    return neighbours.nearest(item, k, filter);
  }

  @Override
  public List<Explanation> explain(History history, int[] explained, int most) {
    requireItems(explained);
    Observations observations = observations(history);
    int entries = observations.length(0);
    if (entries == 0 || explained.length == 0) {
      return Arrays.stream(explained)
          .mapToObj(item -> Explanation.ofNothing(Explanation.Kind.LEAST_SQUARES, 0))
          .toList();
    }
    return ScoreDecomposition.of(
        linearAlgebra,
        parameters.weighting(),
        parameters.factors(),
        itemFactors,
        gramian,
        observations,
        (float) parameters.ridge(entries, items.size()),
        explained,
        most);
  }

  @Override
  public float[] vector(History history) {
    return foldIn(history);
  }

  @Override
  public ItemSearch retrieval() {
    return retrieval;
  }

  /** The factor of a user with this history, float32 [d]; zero if no item of it is known. */
  public float[] foldIn(History history) {
    return foldIn(observations(history));
  }

  private float[] foldIn(Observations observations) {
    float[] factor = new float[parameters.factors()];
    solve(observations, factor);
    return factor;
  }

  private RowSolver solve(Observations observations, float[] factor) {
    int entries = observations.length(0);
    RowSolver solver =
        new RowSolver(linearAlgebra, parameters.weighting(), parameters.factors(), entries);
    solver.solve(
        itemFactors,
        gramian,
        observations,
        0,
        (float) parameters.ridge(entries, items.size()),
        factor,
        0);
    return solver;
  }

  @Override
  public float[] deviations(
      History history, int[] some, double noise, int draws, RandomGenerator random) {
    if (!(noise > 0)) {
      throw new IllegalArgumentException("noise is positive, not " + noise);
    }
    Observations observations = observations(history);
    if (observations.columns().length == 0) {
      return new float[draws * some.length];
    }
    int d = parameters.factors();
    float[] factor = solve(observations, new float[d]).factor();
    return new UserPosterior(linearAlgebra, factor, itemFactors, some, d)
        .deviations(noise, draws, random);
  }

  @Override
  public int vectorDimensions() {
    return parameters.factors();
  }

  @Override
  public void itemVector(int item, float[] out, int offset) {
    int d = parameters.factors();
    System.arraycopy(itemFactors, item * d, out, offset, d);
  }

  private Observations observations(History history) {
    history.requireItemsBelow(items.size());
    return interactionWeights.of(history, item -> userCounts[item] > 0);
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
            ITEM_FACTORS, Tensor.floats(itemFactors, items.size(), parameters.factors()),
            USER_COUNTS, Tensor.ints(userCounts, items.size()),
            LATEST, Tensor.longs(new long[] {latest}, 1)),
        Map.of(ITEMS, items));
  }
}
