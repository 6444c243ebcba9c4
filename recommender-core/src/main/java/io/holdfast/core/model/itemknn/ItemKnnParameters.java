package io.holdfast.core.model.itemknn;

import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.ChoiceSpec;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SearchRange.Choice;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchRange.Uniform;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.neighbour.HistoryWeights;
import java.util.List;
import java.util.Locale;

/**
 * The parameters of {@code item-knn}, typed; the symbols are those of {@link ItemSimilarities}.
 *
 * @param weighting what an interaction weighs
 * @param usesValues whether x is the interaction's value rather than 1
 * @param shrinkage h, added to the denominator
 * @param asymmetry α, how the norms of source and target share the denominator
 * @param k1 the saturation of BM25
 * @param b the length normalization of BM25
 * @param neighbours N, how many neighbours an item keeps
 * @param last L, how many of a user's last items count
 * @param decay δ, what one step back in the user's history leaves of an item's weight
 * @param halfLifeDays how many days halve an item's weight; 0: time plays no part
 * @param popularity π, the weight of the prior by popularity
 */
record ItemKnnParameters(
    Weighting weighting,
    boolean usesValues,
    double shrinkage,
    double asymmetry,
    double k1,
    double b,
    int neighbours,
    int last,
    double decay,
    double halfLifeDays,
    double popularity) {

  private static final String WEIGHTING = "weighting";
  private static final String VALUES = "values";
  private static final String SHRINKAGE = "shrinkage";
  private static final String ASYMMETRY = "asymmetry";
  private static final String K1 = "bm25-k1";
  private static final String B = "bm25-b";
  private static final String NEIGHBOURS = "neighbours";
  private static final String LAST = "last";
  private static final String DECAY = "decay";
  private static final String HALF_LIFE = "half-life-days";
  private static final String POPULARITY = "popularity";

  private static final String IGNORE = "ignore";
  private static final String USE = "use";
  private static final double SECONDS_PER_DAY = 86_400;

  /** What an interaction weighs. */
  enum Weighting {
    COSINE,
    TF_IDF,
    BM25;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new ChoiceSpec(
              WEIGHTING,
              "What an interaction weighs.",
              Weighting.TF_IDF.label(),
              List.of(Weighting.COSINE.label(), Weighting.TF_IDF.label(), Weighting.BM25.label())),
          new ChoiceSpec(
              VALUES,
              "Whether an interaction's value counts, or only that there is one.",
              IGNORE,
              List.of(IGNORE, USE)),
          new RealSpec(SHRINKAGE, "Added to the denominator of cosine and TF-IDF, h.", 10, 0, 1e6),
          new RealSpec(
              ASYMMETRY,
              "Share of the target's norm in the denominator of cosine and TF-IDF, α.",
              0.45,
              0,
              1),
          new RealSpec(K1, "Saturation of BM25.", 100, 0, 1e6),
          new RealSpec(B, "Length normalization of BM25.", 0.8, 0, 1),
          new IntegerSpec(NEIGHBOURS, "How many neighbours an item keeps, N.", 1000, 1, 1_000_000),
          new IntegerSpec(LAST, "How many of a user's last items count, L.", 100, 1, 100_000),
          new RealSpec(DECAY, "What one step back in a history leaves, δ.", 0.6, 1e-6, 1),
          new RealSpec(
              HALF_LIFE,
              "Days that halve the weight of an item of the history; 0: time plays no part.",
              0,
              0,
              1e6),
          new RealSpec(POPULARITY, "Weight of the prior by popularity, π.", 0.001, 0, 1e6));

  static final SearchSpace SEARCH_SPACE =
      SearchSpace.of(
          Choice.of(WEIGHTING, Weighting.COSINE.label(), Weighting.TF_IDF.label()),
          new LogUniform(SHRINKAGE, 1, 300),
          new Uniform(ASYMMETRY, 0.2, 0.6),
          new Uniform(DECAY, 0.3, 1),
          new LogUniform(POPULARITY, 1e-5, 0.1));

  static ItemKnnParameters of(Parameters parameters) {
    String weighting = parameters.choice(WEIGHTING);
    return new ItemKnnParameters(
        Weighting.valueOf(weighting.toUpperCase(Locale.ROOT).replace('-', '_')),
        parameters.choice(VALUES).equals(USE),
        parameters.real(SHRINKAGE),
        parameters.real(ASYMMETRY),
        parameters.real(K1),
        parameters.real(B),
        parameters.integer(NEIGHBOURS),
        parameters.integer(LAST),
        parameters.real(DECAY),
        parameters.real(HALF_LIFE),
        parameters.real(POPULARITY));
  }

  HistoryWeights historyWeights() {
    return new HistoryWeights(last, decay, halfLifeDays * SECONDS_PER_DAY);
  }
}
