package io.holdfast.core.model.markov;

import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SearchRange.LogInteger;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchRange.Uniform;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.neighbour.HistoryWeights;

/**
 * The parameters of {@code markov}, typed; the symbols are those of {@link Transitions}.
 *
 * @param window W, how many steps apart two items of a sequence may stand to count
 * @param gapDecay γ, what one more step between them leaves of the count
 * @param backward β, what a step backwards counts, a step forwards counting 1
 * @param sourceExponent a, how far an item's transitions are divided by its users
 * @param popularityExponent b, how far transitions to an item are divided by its users
 * @param neighbours N, how many transitions an item keeps
 * @param last L, how many of a user's last items are followed
 * @param decay δ, what one step back in the user's history leaves of an item's weight
 * @param popularity π, the weight of the prior by popularity
 */
record MarkovParameters(
    int window,
    double gapDecay,
    double backward,
    double sourceExponent,
    double popularityExponent,
    int neighbours,
    int last,
    double decay,
    double popularity) {

  private static final String WINDOW = "window";
  private static final String GAP_DECAY = "gap-decay";
  private static final String BACKWARD = "backward";
  private static final String SOURCE_EXPONENT = "source-exponent";
  private static final String POPULARITY_EXPONENT = "popularity-exponent";
  private static final String NEIGHBOURS = "neighbours";
  private static final String LAST = "last";
  private static final String DECAY = "decay";
  private static final String POPULARITY = "popularity";

  private static final double LEAST_DECAY = 1e-6;

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new IntegerSpec(WINDOW, "How many steps apart two items may stand, W.", 12, 1, 10_000),
          new RealSpec(
              GAP_DECAY, "What one more step between two items leaves, γ.", 0.75, LEAST_DECAY, 1),
          new RealSpec(BACKWARD, "What a step backwards counts, β.", 0.4, 0, 1),
          new RealSpec(
              SOURCE_EXPONENT,
              "How far transitions are divided by their source's users.",
              0.4,
              0,
              2),
          new RealSpec(
              POPULARITY_EXPONENT,
              "How far transitions are divided by their target's users.",
              0.1,
              0,
              2),
          new IntegerSpec(NEIGHBOURS, "How many transitions an item keeps, N.", 1000, 1, 1_000_000),
          new IntegerSpec(LAST, "How many of a user's last items are followed, L.", 10, 1, 10_000),
          new RealSpec(DECAY, "What one step back in a history leaves, δ.", 0.6, LEAST_DECAY, 1),
          new RealSpec(POPULARITY, "Weight of the prior by popularity, π.", 0.01, 0, 1e6));

  static final SearchSpace SEARCH_SPACE =
      SearchSpace.of(
          new LogInteger(WINDOW, 2, 40),
          new Uniform(GAP_DECAY, 0.4, 1),
          new Uniform(BACKWARD, 0, 1),
          new Uniform(SOURCE_EXPONENT, 0, 1),
          new Uniform(POPULARITY_EXPONENT, 0, 0.5),
          new LogInteger(LAST, 2, 40),
          new Uniform(DECAY, 0.3, 1),
          new LogUniform(POPULARITY, 1e-4, 0.1));

  static MarkovParameters of(Parameters parameters) {
    return new MarkovParameters(
        parameters.integer(WINDOW),
        parameters.real(GAP_DECAY),
        parameters.real(BACKWARD),
        parameters.real(SOURCE_EXPONENT),
        parameters.real(POPULARITY_EXPONENT),
        parameters.integer(NEIGHBOURS),
        parameters.integer(LAST),
        parameters.real(DECAY),
        parameters.real(POPULARITY));
  }

  HistoryWeights historyWeights() {
    return new HistoryWeights(last, decay, 0);
  }
}
