package io.holdfast.core.model.ease;

import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchRange.Uniform;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.neighbour.HistoryWeights;

/**
 * The parameters of {@code ease}, typed.
 *
 * @param regularization λ, the L2 penalty of Steck 2019
 * @param last how many of a user's last items count
 * @param decay what one step back in the user's history leaves of an item's weight
 */
record EaseParameters(double regularization, int last, double decay) {

  private static final String REGULARIZATION = "regularization";
  private static final String LAST = "last";
  private static final String DECAY = "decay";

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new RealSpec(REGULARIZATION, "Strength of the L2 penalty, λ.", 150, 1e-3, 1e9),
          new IntegerSpec(LAST, "How many of a user's last items count.", 1000, 1, 100_000),
          new RealSpec(
              DECAY,
              "What one step back in a history leaves of an item's weight; 1: order plays no part.",
              0.8,
              1e-6,
              1));

  static final SearchSpace SEARCH_SPACE =
      SearchSpace.of(new LogUniform(REGULARIZATION, 10, 3000), new Uniform(DECAY, 0.4, 1));

  static EaseParameters of(Parameters parameters) {
    return new EaseParameters(
        parameters.real(REGULARIZATION), parameters.integer(LAST), parameters.real(DECAY));
  }

  HistoryWeights historyWeights() {
    return new HistoryWeights(last, decay, 0);
  }
}
