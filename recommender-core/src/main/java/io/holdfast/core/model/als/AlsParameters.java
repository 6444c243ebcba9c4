package io.holdfast.core.model.als;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SearchRange.Choice;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchRange.Uniform;
import io.holdfast.core.model.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of {@code als}, typed. The symbols are those of Rendle et al. 2022.
 *
 * <p><b>α₀ left to the data.</b> The best α₀ differs by a factor of thirty between a dense matrix
 * and a sparse one, while the best ratio of the total weight of all cells to the weight of the
 * observed ones, α₀·|U|·|I| / |S|, hardly does. So unless α₀ is given it is chosen to make that
 * ratio {@value #WEIGHT_RATIO}, but at most 1; the value chosen is part of the trained model's
 * parameters.
 *
 * @param factors d, the dimensions of a factor
 * @param epochs how many times both sides are solved
 * @param regularization λ
 * @param unobservedWeight α₀, the weight of every cell of the matrix, observed or not
 * @param regularizationExponent ν
 * @param initialScale σ*, the standard deviation of initial factors, times √d
 */
record AlsParameters(
    int factors,
    int epochs,
    double regularization,
    double unobservedWeight,
    double regularizationExponent,
    double initialScale) {

  private static final String FACTORS = "factors";
  private static final String EPOCHS = "epochs";
  private static final String REGULARIZATION = "regularization";
  private static final String UNOBSERVED_WEIGHT = "unobserved-weight";
  private static final String REGULARIZATION_EXPONENT = "regularization-exponent";
  private static final String INITIAL_SCALE = "initial-scale";

  private static final double FROM_DATA = 0;
  private static final double WEIGHT_RATIO = 18;

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new IntegerSpec(FACTORS, "Dimensions of a factor, d.", 128, 1, 4096),
          new IntegerSpec(EPOCHS, "How many times users and items are solved.", 16, 1, 1000),
          new RealSpec(REGULARIZATION, "Strength of the L2 penalty, λ.", 0.005, 1e-9, 1e6),
          new RealSpec(
              UNOBSERVED_WEIGHT,
              "Weight of every cell, observed or not, α₀; 0 chooses it by the density of the data.",
              FROM_DATA,
              0,
              1e3),
          new RealSpec(
              REGULARIZATION_EXPONENT,
              "How far the penalty grows with the weight of a row, ν.",
              1,
              0,
              2),
          new RealSpec(
              INITIAL_SCALE,
              "Standard deviation of the initial factors times √d, σ*.",
              0.1,
              1e-6,
              100));

  static final SearchSpace SEARCH_SPACE =
      SearchSpace.of(
              Choice.of(FACTORS, 64, 128, 256),
              new LogUniform(REGULARIZATION, 5e-4, 0.05),
              new LogUniform(UNOBSERVED_WEIGHT, 1e-3, 1),
              new Uniform(REGULARIZATION_EXPONENT, 0.5, 1.25))
          .trainedBy(EPOCHS);

  static AlsParameters of(Parameters parameters) {
    return new AlsParameters(
        parameters.integer(FACTORS),
        parameters.integer(EPOCHS),
        parameters.real(REGULARIZATION),
        parameters.real(UNOBSERVED_WEIGHT),
        parameters.real(REGULARIZATION_EXPONENT),
        parameters.real(INITIAL_SCALE));
  }

  /** The same with α₀ chosen by {@code data} if it was left to it. */
  AlsParameters resolvedBy(InteractionMatrix data) {
    if (unobservedWeight != FROM_DATA) {
      return this;
    }
    double density = data.entries() / ((double) data.rows() * data.columns());
    double chosen = Math.min(1, WEIGHT_RATIO * density);
    return new AlsParameters(
        factors, epochs, regularization, chosen, regularizationExponent, initialScale);
  }

  /** The same, untyped. */
  Parameters untyped() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(FACTORS, factors);
    values.put(EPOCHS, epochs);
    values.put(REGULARIZATION, regularization);
    values.put(UNOBSERVED_WEIGHT, unobservedWeight);
    values.put(REGULARIZATION_EXPONENT, regularizationExponent);
    values.put(INITIAL_SCALE, initialScale);
    return SCHEMA.parse(values);
  }

  /** λ (|row| + α₀ |other side|)^ν, the ridge of a row with {@code entries} entries. */
  float ridge(int entries, int otherSide) {
    return (float)
        (regularization * Math.pow(entries + unobservedWeight * otherSide, regularizationExponent));
  }
}
