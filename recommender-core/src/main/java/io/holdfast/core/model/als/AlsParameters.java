package io.holdfast.core.model.als;

import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;

/**
 * The parameters of {@code als}, typed. The symbols are those of Rendle et al. 2022.
 *
 * @param factors d, the dimensions of a factor
 * @param epochs how many times both sides are solved
 * @param regularization λ
 * @param unobservedWeight α₀, the weight of every cell of the matrix, observed or not
 * @param regularizationExponent ν
 * @param initialScale σ*, the standard deviation of an initial prediction
 */
record AlsParameters(
    int factors,
    int epochs,
    double regularization,
    double unobservedWeight,
    double regularizationExponent,
    double initialScale) {

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new IntegerSpec("factors", "Dimensions of a factor, d.", 64, 1, 4096),
          new IntegerSpec("epochs", "How many times users and items are solved.", 16, 1, 1000),
          new RealSpec("regularization", "Strength of the L2 penalty, λ.", 0.003, 1e-9, 1e6),
          new RealSpec(
              "unobserved-weight", "Weight of every cell, observed or not, α₀.", 0.1, 0, 1e3),
          new RealSpec(
              "regularization-exponent",
              "How far the penalty grows with a row's weight, ν.",
              1.0,
              0,
              2),
          new RealSpec(
              "initial-scale",
              "Standard deviation σ* of the initial factors, times √d.",
              0.1,
              1e-6,
              100));

  static AlsParameters of(Parameters parameters) {
    return new AlsParameters(
        parameters.integer("factors"),
        parameters.integer("epochs"),
        parameters.real("regularization"),
        parameters.real("unobserved-weight"),
        parameters.real("regularization-exponent"),
        parameters.real("initial-scale"));
  }

  /** λ (|row| + α₀ |other side|)^ν, the ridge of a row with {@code entries} entries. */
  float ridge(int entries, int otherSide) {
    return (float)
        (regularization * Math.pow(entries + unobservedWeight * otherSide, regularizationExponent));
  }
}
