package io.holdfast.core.model.popular;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.Explainer;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.SearchRange.Choice;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks every item by the number of distinct users who interacted with it in training, the same for
 * everybody. The baseline of every comparison and the end of every fallback chain: it can always
 * rank.
 *
 * <p>With a half-life h each of those users counts 2^(−age / h), the age of the user's latest
 * interaction with the item being taken at the latest interaction of the training data: what is
 * popular now rather than what has been. Without one (0, the default) each counts 1.
 *
 * <p>Immutable and thread-safe. Scoring is O(items), and so is a list of which fewer than K among
 * the best {@value #LEADERS} pass the filter; any other asks those alone.
 */
public final class PopularModel implements Explainer {

  /** The kind's name. */
  public static final String KIND = "popular";

  private static final String HALF_LIFE = "half-life-days";

  static final ParameterSchema PARAMETERS =
      ParameterSchema.of(
          new RealSpec(
              HALF_LIFE, "Days that halve what a user counts; 0: all count the same.", 0, 0, 1e6));

  static final SearchSpace SEARCH_SPACE =
      SearchSpace.of(Choice.of(HALF_LIFE, 0.0, 7.0, 30.0, 90.0, 365.0, 1000.0));

  static final String ITEMS = "items";
  static final String USER_COUNTS = "user_counts";
  static final String DECAYED_COUNTS = "decayed_counts";

  /** How many of the best are kept in order: nearly every list is made of some of them. */
  private static final int LEADERS = 1000;

  private static final double SECONDS_PER_DAY = 86_400;

  private final IdMap items;
  private final int[] userCounts;
  private final Parameters parameters;
  private final float[] scores;
  private final TopK leaders;

  /**
   * The ranking of these counts.
   *
   * @param userCounts for each item its number of distinct users
   * @throws IllegalArgumentException if there is not one count an item, or one is negative
   */
  public PopularModel(IdMap items, int[] userCounts) {
    this(PARAMETERS.defaults(), items, userCounts, toFloats(userCounts));
  }

  /**
   * The ranking of these scores.
   *
   * @param scores for each item its users, each counting what is left of it
   */
  PopularModel(Parameters parameters, IdMap items, int[] userCounts, float[] scores) {
    if (items.size() != userCounts.length) {
      throw new IllegalArgumentException(
          items.size() + " items but " + userCounts.length + " counts");
    }
    for (int count : userCounts) {
      if (count < 0) {
        throw new IllegalArgumentException("negative count " + count);
      }
    }
    if (scores.length != items.size()) {
      throw new IllegalArgumentException(
          items.size() + " items but " + scores.length + " decayed counts");
    }
    for (float score : scores) {
      if (!(score >= 0 && score < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a decayed count is not " + score);
      }
    }
    this.items = items;
    this.userCounts = userCounts.clone();
    this.parameters = parameters;
    this.scores = scores;
    this.leaders = best(LEADERS, ItemFilter.all());
  }

  /** The ranking of {@code data} with these parameters. */
  static PopularModel train(InteractionMatrix data, Parameters parameters) {
    int[] counts = data.usersPerItem();
    return new PopularModel(
        parameters,
        data.items(),
        counts,
        decays(parameters) ? decayedCounts(data, parameters) : toFloats(counts));
  }

  /** The model that {@link #contents} was taken from. */
  static PopularModel restore(ArtifactContents contents, Parameters parameters)
      throws ArtifactException {
    int[] counts = contents.ints(USER_COUNTS, 1).values();
    return new PopularModel(
        parameters,
        contents.ids(ITEMS),
        counts,
        decays(parameters) ? contents.floats(DECAYED_COUNTS, 1).values() : toFloats(counts));
  }

  private static boolean decays(Parameters parameters) {
    return parameters.real(HALF_LIFE) > 0;
  }

  private static float[] decayedCounts(InteractionMatrix data, Parameters parameters) {
    double halfLife = parameters.real(HALF_LIFE) * SECONDS_PER_DAY;
    long now = data.latestEpochSecond();
    double[] sums = new double[data.columns()];
    for (int p = 0; p < data.entries(); p++) {
      double age = (double) now - data.epochSecond(p);
      sums[data.itemArray()[p]] += Math.pow(2, -age / halfLife);
    }
    float[] scores = new float[sums.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) sums[i];
    }
    return scores;
  }

  private static float[] toFloats(int[] counts) {
    float[] floats = new float[counts.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = counts[i];
    }
    return floats;
  }

  /**
   * A ranking by what was counted elsewhere.
   *
   * @param userCounts for each item its number of distinct users
   * @param scores for each item what it is ranked by, finite and not negative; not copied
   * @throws IllegalArgumentException if there is not one of each an item, or one is negative
   */
  public static PopularModel of(IdMap items, int[] userCounts, float[] scores) {
    return new PopularModel(PARAMETERS.defaults(), items, userCounts, scores);
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
    return parameters;
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
  public void score(History history, float[] target) {
    history.requireItemsBelow(scores.length);
    requireRoom(target);
    System.arraycopy(scores, 0, target, 0, scores.length);
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    history.requireItemsBelow(scores.length);
    if (k < 0) {
      throw new IllegalArgumentException("k is not negative: " + k);
    }
    TopK first = first(k, filter);
    return first.size() < k && leaders.size() < scores.length ? best(k, filter) : first;
  }

  /** The best of the leaders that pass. */
  private TopK first(int k, ItemFilter filter) {
    int most = Math.min(k, leaders.size());
    int[] found = new int[most];
    float[] foundScores = new float[most];
    int size = 0;
    for (int rank = 0; rank < leaders.size() && size < most; rank++) {
      if (filter.allowed(leaders.item(rank))) {
        found[size] = leaders.item(rank);
        foundScores[size++] = leaders.score(rank);
      }
    }
    return new TopK(Arrays.copyOf(found, size), Arrays.copyOf(foundScores, size));
  }

  private TopK best(int k, ItemFilter filter) {
    TopKHeap heap = new TopKHeap(Math.min(k, scores.length));
    for (int i = 0; i < scores.length; i++) {
      if (heap.accepts(i, scores[i]) && filter.allowed(i)) {
        heap.offer(i, scores[i]);
      }
    }
    return heap.drain();
  }

  @Override
  public List<Explanation> explain(History history, int[] explained, int most) {
    history.requireItemsBelow(scores.length);
    requireItems(explained);
    return Arrays.stream(explained)
        .mapToObj(item -> Explanation.ofNothing(Explanation.Kind.POPULARITY, scores[item]))
        .toList();
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
    Map<String, Tensor> tensors = new HashMap<>();
    tensors.put(USER_COUNTS, Tensor.ints(userCounts, userCounts.length));
    if (decays(parameters)) {
      tensors.put(DECAYED_COUNTS, Tensor.floats(scores, scores.length));
    }
    return new ArtifactContents(tensors, Map.of(ITEMS, items));
  }
}
