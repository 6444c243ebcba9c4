package io.holdfast.core.model.explicitmf;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.Explainer;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.History;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.RatingPredictions;
import io.holdfast.core.model.SimilarItems;
import io.holdfast.core.retrieval.CosineSearch;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts r̂ = μ + b_u + b_i + p_u·q_i for any history: the user is folded in when asked for
 * ({@link UserFoldIn}), by each of the S samples that are kept of the item side.
 *
 * <p>The prediction is the mean of the samples' predictions; its variance is the variance between
 * them plus the mean of their own variances, which are those of the user's vector and of the noise.
 * A point estimate (S = 1) predicts no deviation. Items are ranked by their predicted rating.
 *
 * <p>Of a history only items that had ratings in training count, and of several ratings of one item
 * the latest. Without any of those, a prediction is that for a user as they are a priori.
 *
 * <p>A fold-in is O(S (n·D² + D³)) for n ratings, a prediction O(S·D²), a search O(items·S·D), D =
 * d + 1. Immutable and thread-safe.
 */
public final class ExplicitMfModel implements RatingModel, Explainer, SimilarItems {

  /** The kind's name. */
  public static final String KIND = "explicit-mf";

  private final IdMap items;
  private final int[] userCounts;
  private final Aspects aspects;
  private final RatingScale scale;
  private final ItemSamples samples;
  private final ExplicitMfParameters parameters;
  private final LinearAlgebra linearAlgebra;
  private final UserFoldIn userFoldIn;
  private final FactorSearch search;
  private final CosineSearch neighbours;

  ExplicitMfModel(
      IdMap items,
      int[] userCounts,
      Aspects aspects,
      ItemSamples samples,
      ExplicitMfParameters parameters,
      LinearAlgebra linearAlgebra) {
    if (userCounts.length != items.size() || samples.items() != items.size()) {
      throw new IllegalArgumentException(
          "%d items but %d counts and %d vectors"
              .formatted(items.size(), userCounts.length, samples.items()));
    }
    if (samples.aspects() != aspects.count()) {
      throw new IllegalArgumentException(
          "%d aspects but samples of %d".formatted(aspects.count(), samples.aspects()));
    }
    this.items = items;
    this.userCounts = userCounts;
    this.aspects = aspects;
    this.scale = aspects.overall();
    this.samples = samples;
    this.parameters = parameters;
    this.linearAlgebra = linearAlgebra;
    this.userFoldIn = new UserFoldIn(linearAlgebra, samples, parameters);
    this.search =
        new FactorSearch(linearAlgebra, samples.vectors(), items.size(), samples.stride());
    int factors = samples.responses().getFirst().factors();
    this.neighbours =
        new CosineSearch(
            linearAlgebra,
            samples.vectors(),
            items.size(),
            samples.stride(),
            column -> column % samples.dimensions() < factors,
            item -> userCounts[item] > 0);
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
    return history.anyItem(item -> userCounts[item] > 0);
  }

  @Override
  public void score(History history, float[] scores) {
    requireRoom(scores);
    if (!canRank(history)) {
      Arrays.fill(scores, scale.mean());
      return;
    }
    float[] means = foldIn(history).means();
    search.scores(query(means), scores);
    float constant = constant(means);
    for (int item = 0; item < scores.length; item++) {
      scores[item] += constant;
    }
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    boolean known = canRank(history);
    float[] means = foldIn(history).means();
    TopK best = search.search(query(means), known ? k : Math.min(k, 0), filter);
    float constant = constant(means);
    float[] scores = best.scores();
    for (int rank = 0; rank < scores.length; rank++) {
      scores[rank] += constant;
    }
    return new TopK(best.items(), scores);
  }

  @Override
  public RatingPredictions predict(History history, int[] asked) {
    FoldedUser user = foldIn(history);
    float[] means = new float[asked.length];
    float[] deviations = new float[asked.length];
    double[] work = new double[samples.dimensions()];
    for (int a = 0; a < asked.length; a++) {
      requireItem(asked[a]);
      double sum = 0;
      double squares = 0;
      double within = 0;
      for (int sample = 0; sample < samples.count(); sample++) {
        Response response = samples.responses().get(sample);
        int offset = samples.offset(asked[a], sample);
        double mean = user.mean(sample, response, samples.vectors(), offset);
        sum += mean;
        squares += mean * mean;
        within += user.variance(sample, response, samples.vectors(), offset, work);
      }
      double mean = sum / samples.count();
      double between = Math.max(0, squares / samples.count() - mean * mean);
      means[a] = scale.rating(mean);
      deviations[a] = (float) (scale.deviation() * Math.sqrt(between + within / samples.count()));
    }
    boolean sampled = parameters.solver() == ExplicitMfParameters.Solver.GIBBS;
    return new RatingPredictions(means, sampled ? deviations : null);
  }

  @Override
  public boolean canCompare(int item) {
    return neighbours.canCompare(item);
  }

  /**
   * By the cosine between the vectors q of all samples, one after the other, without the biases. A
   * sample may be turned against another one, but both items are turned alike.
   */
  @Override
  public TopK similar(int item, int k, ItemFilter filter) {
    return neighbours.nearest(item, k, filter);
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
    return ExplicitMfContents.of(items, userCounts, aspects, samples);
  }

  @Override
  public List<Explanation> explain(History history, int[] explained, int most) {
    requireItems(explained);
    if (!canRank(history)) {
      return Arrays.stream(explained)
          .mapToObj(item -> Explanation.ofNothing(Explanation.Kind.RATING, scale.mean()))
          .toList();
    }
    Rated rated = rated(history);
    return new RatingDecomposition(
            linearAlgebra, samples, scale, rated.items(), rated.ratings(), foldIn(rated))
        .explain(explained, most);
  }

  /**
   * What a user has rated.
   *
   * @param items distinct item indices
   * @param ratings of each by every aspect, [n, K]
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Rated(int[] items, float[] ratings) {}

  /** The posterior of a user with this history. */
  FoldedUser foldIn(History history) {
    return foldIn(rated(history));
  }

  private FoldedUser foldIn(Rated rated) {
    return userFoldIn.foldIn(rated.items(), rated.ratings());
  }

  private Rated rated(History history) {
    history.requireItemsBelow(items.size());
    Map<Integer, Integer> latest = new HashMap<>();
    for (int position = 0; position < history.size(); position++) {
      if (userCounts[history.item(position)] > 0) {
        latest.put(history.item(position), position);
      }
    }
    int[] positions = latest.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    return new Rated(
        Arrays.stream(positions).map(history::item).toArray(),
        aspects.standardized(history, positions));
  }

  /** What an item's numbers are multiplied with: its inner product is all but the constant. */
  private float[] query(float[] userMeans) {
    int dimensions = samples.dimensions();
    float unit = scale.deviation() / samples.count();
    float[] query = new float[userMeans.length];
    for (int sample = 0; sample < samples.count(); sample++) {
      Response response = samples.responses().get(sample);
      int start = sample * dimensions;
      for (int f = 0; f < response.factors(); f++) {
        query[start + f] = unit * userMeans[start + f] * response.overallFactors()[f];
      }
      for (int k = 0; k < response.aspects(); k++) {
        query[start + response.factors() + k] = unit * response.overallBiases()[k];
      }
    }
    return query;
  }

  /** μ and the mean of the user's biases over samples, in the unit of ratings. */
  private float constant(float[] userMeans) {
    double sum = 0;
    for (int sample = 0; sample < samples.count(); sample++) {
      Response response = samples.responses().get(sample);
      int biases = sample * samples.dimensions() + response.factors();
      for (int k = 0; k < response.aspects(); k++) {
        sum += (double) response.overallBiases()[k] * userMeans[biases + k];
      }
    }
    return scale.rating(sum / samples.count());
  }

  private void requireItem(int item) {
    if (item < 0 || item >= items.size()) {
      throw new IllegalArgumentException(
          "item index " + item + " of a catalogue of " + items.size());
    }
  }
}
