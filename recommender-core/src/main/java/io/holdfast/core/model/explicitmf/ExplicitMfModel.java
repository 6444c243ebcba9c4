package io.holdfast.core.model.explicitmf;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.History;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.RatingPredictions;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import java.util.HashMap;
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
public final class ExplicitMfModel implements RatingModel {

  /** The kind's name. */
  public static final String KIND = "explicit-mf";

  static final String ITEMS = "items";
  static final String ITEM_VECTORS = "item_vectors";
  static final String USER_MEANS = "user_means";
  static final String USER_PRECISIONS = "user_precisions";
  static final String NOISE_PRECISIONS = "noise_precisions";
  static final String RATING_SCALE = "rating_scale";
  static final String USER_COUNTS = "user_counts";

  private final IdMap items;
  private final int[] userCounts;
  private final RatingScale scale;
  private final ItemSamples samples;
  private final ExplicitMfParameters parameters;
  private final UserFoldIn userFoldIn;
  private final FactorSearch search;

  ExplicitMfModel(
      IdMap items,
      int[] userCounts,
      RatingScale scale,
      ItemSamples samples,
      ExplicitMfParameters parameters,
      LinearAlgebra linearAlgebra) {
    if (userCounts.length != items.size() || samples.items() != items.size()) {
      throw new IllegalArgumentException(
          "%d items but %d counts and %d vectors"
              .formatted(items.size(), userCounts.length, samples.items()));
    }
    this.items = items;
    this.userCounts = userCounts;
    this.scale = scale;
    this.samples = samples;
    this.parameters = parameters;
    this.userFoldIn = new UserFoldIn(linearAlgebra, samples, parameters);
    this.search =
        new FactorSearch(linearAlgebra, samples.vectors(), items.size(), samples.stride());
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
    int dimensions = samples.dimensions();
    float[] means = new float[asked.length];
    float[] deviations = new float[asked.length];
    double[] work = new double[dimensions];
    for (int a = 0; a < asked.length; a++) {
      requireItem(asked[a]);
      double sum = 0;
      double squares = 0;
      double within = 0;
      for (int sample = 0; sample < samples.count(); sample++) {
        int offset = samples.offset(asked[a], sample);
        double mean = user.mean(sample, samples.vectors(), offset, dimensions);
        sum += mean;
        squares += mean * mean;
        within += user.variance(sample, samples.vectors(), offset, work);
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
  public int[] userCounts() {
    return userCounts.clone();
  }

  @Override
  public ArtifactContents contents() {
    int count = samples.count();
    int dimensions = samples.dimensions();
    float[] priorMeans = new float[count * dimensions];
    float[] priorPrecisions = new float[count * dimensions * dimensions];
    for (int sample = 0; sample < count; sample++) {
      GaussianPrior prior = samples.userPriors().get(sample);
      System.arraycopy(prior.mean(), 0, priorMeans, sample * dimensions, dimensions);
      System.arraycopy(
          prior.precision(),
          0,
          priorPrecisions,
          sample * dimensions * dimensions,
          dimensions * dimensions);
    }
    return new ArtifactContents(
        Map.of(
            ITEM_VECTORS, Tensor.floats(samples.vectors(), items.size(), count, dimensions),
            USER_MEANS, Tensor.floats(priorMeans, count, dimensions),
            USER_PRECISIONS, Tensor.floats(priorPrecisions, count, dimensions, dimensions),
            NOISE_PRECISIONS, Tensor.floats(samples.noisePrecisions(), count),
            RATING_SCALE, Tensor.floats(new float[] {scale.mean(), scale.deviation()}, 2),
            USER_COUNTS, Tensor.ints(userCounts, items.size())),
        Map.of(ITEMS, items));
  }

  /** The posterior of a user with this history. */
  FoldedUser foldIn(History history) {
    history.requireItemsBelow(items.size());
    Map<Integer, Integer> latest = new HashMap<>();
    for (int position = 0; position < history.size(); position++) {
      if (userCounts[history.item(position)] > 0) {
        latest.put(history.item(position), position);
      }
    }
    int[] positions = latest.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] rated = new int[positions.length];
    float[] ratings = new float[positions.length];
    for (int p = 0; p < positions.length; p++) {
      rated[p] = history.item(positions[p]);
      ratings[p] = scale.standardized(history.weight(positions[p]));
    }
    return userFoldIn.foldIn(rated, ratings);
  }

  /** What an item's numbers are multiplied with: its inner product is all but the constant. */
  private float[] query(float[] userMeans) {
    int dimensions = samples.dimensions();
    float unit = scale.deviation() / samples.count();
    float[] query = new float[userMeans.length];
    for (int f = 0; f < query.length; f++) {
      query[f] = f % dimensions == dimensions - 1 ? unit : unit * userMeans[f];
    }
    return query;
  }

  /** μ and the mean of b_u over samples, in the unit of ratings. */
  private float constant(float[] userMeans) {
    int dimensions = samples.dimensions();
    double sum = 0;
    for (int sample = 0; sample < samples.count(); sample++) {
      sum += userMeans[sample * dimensions + dimensions - 1];
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
