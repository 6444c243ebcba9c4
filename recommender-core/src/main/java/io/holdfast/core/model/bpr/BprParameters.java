package io.holdfast.core.model.bpr;

import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SearchRange.Choice;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchSpace;

/**
 * The parameters of {@code bpr}, typed; the symbols are those of {@link BprTraining}.
 *
 * @param factors d, the dimensions of a factor
 * @param epochs how many times as many triples are drawn as there are interactions
 * @param learningRate η
 * @param regularization λ, of user and item factors
 * @param biasRegularization λ_b, of item biases
 * @param initialScale the standard deviation of initial factors, times √d
 * @param foldInNegatives M, how many items stand for all others when a user is folded in
 */
record BprParameters(
    int factors,
    int epochs,
    double learningRate,
    double regularization,
    double biasRegularization,
    double initialScale,
    int foldInNegatives) {

  private static final String FACTORS = "factors";
  private static final String EPOCHS = "epochs";
  private static final String LEARNING_RATE = "learning-rate";
  private static final String REGULARIZATION = "regularization";
  private static final String BIAS_REGULARIZATION = "bias-regularization";
  private static final String INITIAL_SCALE = "initial-scale";
  private static final String FOLD_IN_NEGATIVES = "fold-in-negatives";

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new IntegerSpec(FACTORS, "Dimensions of a factor, d.", 128, 1, 4096),
          new IntegerSpec(
              EPOCHS, "Triples drawn, in multiples of the interactions.", 200, 1, 100_000),
          new RealSpec(LEARNING_RATE, "Size of a step, η.", 0.1, 1e-6, 10),
          new RealSpec(
              REGULARIZATION, "Strength of the L2 penalty on factors, λ.", 0.002, 1e-6, 100),
          new RealSpec(
              BIAS_REGULARIZATION, "Strength of the L2 penalty on item biases.", 0.001, 0, 100),
          new RealSpec(
              INITIAL_SCALE, "Standard deviation of the initial factors times √d.", 0.1, 1e-6, 100),
          new IntegerSpec(
              FOLD_IN_NEGATIVES,
              "Items that stand for all others when a user is folded in, M.",
              256,
              1,
              1_000_000));

  static final SearchSpace SEARCH_SPACE =
      SearchSpace.of(
              Choice.of(FACTORS, 64, 128, 256),
              new LogUniform(LEARNING_RATE, 0.02, 0.3),
              new LogUniform(REGULARIZATION, 3e-4, 0.02),
              new LogUniform(BIAS_REGULARIZATION, 1e-4, 0.01))
          .trainedBy(EPOCHS);

  static BprParameters of(Parameters parameters) {
    return new BprParameters(
        parameters.integer(FACTORS),
        parameters.integer(EPOCHS),
        parameters.real(LEARNING_RATE),
        parameters.real(REGULARIZATION),
        parameters.real(BIAS_REGULARIZATION),
        parameters.real(INITIAL_SCALE),
        parameters.integer(FOLD_IN_NEGATIVES));
  }
}
