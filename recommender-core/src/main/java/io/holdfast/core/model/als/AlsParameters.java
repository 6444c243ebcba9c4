package io.holdfast.core.model.als;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.ChoiceSpec;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.ParameterSpec.WeightsSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SearchRange.Choice;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchRange.Uniform;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.retrieval.RetrievalMethod;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of {@code als}, typed. The symbols are those of Rendle et al. 2022 and, for {@code
 * hkv}, of Hu, Koren and Volinsky 2008.
 *
 * <p><b>α₀ left to the data.</b> The best α₀ differs by a factor of thirty between a dense matrix
 * and a sparse one, while the best ratio of the total weight of all cells to the weight of the
 * observed ones, α₀·|U|·|I| / |S|, hardly does. So unless α₀ is given it is chosen to make that
 * ratio {@value #WEIGHT_RATIO}, but at most 1; the value chosen is part of the trained model's
 * parameters.
 *
 * <p><b>The solver.</b> Four steps of conjugate gradients leave the objective of every epoch within
 * 1e-4 of the exact solver's, and the same ranking, at a fifth to a tenth of its time from d = 64
 * on; so they are the default.
 *
 * @param factors d, the dimensions of a factor
 * @param epochs how many times both sides are solved
 * @param weighting which objective
 * @param solver how a row is solved
 * @param steps of conjugate gradients
 * @param block dimensions that {@code ials++} solves at once
 * @param relaxation ω, how far a half-step goes: 1 to the solution, above 1 beyond it
 * @param regularization λ
 * @param unobservedWeight α₀, the weight of every cell of the matrix, observed or not; {@code ials}
 * @param regularizationExponent ν; {@code ials}
 * @param confidence α, how the confidence grows with the value; {@code hkv}
 * @param typeWeights what an interaction of a type weighs; 1 for the others
 * @param halfLifeDays days that halve an interaction's weight; 0 if age does not matter
 * @param initialScale σ*, the standard deviation of initial factors, times √d
 * @param retrieval how the best items are found
 */
record AlsParameters(
    int factors,
    int epochs,
    Weighting weighting,
    Solver solver,
    int steps,
    int block,
    double relaxation,
    double regularization,
    double unobservedWeight,
    double regularizationExponent,
    double confidence,
    Map<String, Double> typeWeights,
    double halfLifeDays,
    double initialScale,
    RetrievalMethod retrieval) {

  private static final String FACTORS = "factors";
  private static final String EPOCHS = "epochs";
  private static final String WEIGHTING = "weighting";
  private static final String SOLVER = "solver";
  private static final String STEPS = "cg-steps";
  private static final String BLOCK = "block";
  private static final String RELAXATION = "relaxation";
  private static final String REGULARIZATION = "regularization";
  private static final String UNOBSERVED_WEIGHT = "unobserved-weight";
  private static final String REGULARIZATION_EXPONENT = "regularization-exponent";
  private static final String CONFIDENCE = "confidence";
  private static final String TYPE_WEIGHTS = "type-weights";
  private static final String HALF_LIFE = "half-life-days";
  private static final String INITIAL_SCALE = "initial-scale";
  private static final String RETRIEVAL = "retrieval";

  private static final double FROM_DATA = 0;
  private static final double WEIGHT_RATIO = 18;

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new IntegerSpec(FACTORS, "Dimensions of a factor, d.", 128, 1, 4096),
          new IntegerSpec(EPOCHS, "How many times users and items are solved.", 16, 1, 1000),
          new ChoiceSpec(
              WEIGHTING,
              "The objective: ials counts an item once, hkv by its values.",
              Weighting.IALS.label(),
              Weighting.labels()),
          new ChoiceSpec(
              SOLVER,
              "How a row is solved: exactly, by conjugate gradients, or by blocks of dimensions.",
              Solver.CONJUGATE_GRADIENT.label(),
              Solver.labels()),
          new IntegerSpec(STEPS, "Steps of conjugate gradients a row and epoch.", 2, 1, 100),
          new IntegerSpec(BLOCK, "Dimensions that ials++ solves at once.", 64, 1, 4096),
          new RealSpec(
              RELAXATION,
              "How far a half-step goes, ω: 1 to its solution, 1.5 beyond it for fewer epochs.",
              1.5,
              1,
              1.95),
          new RealSpec(REGULARIZATION, "Strength of the L2 penalty, λ.", 0.005, 1e-9, 1e6),
          new RealSpec(
              UNOBSERVED_WEIGHT,
              "Weight of every cell, observed or not, α₀ of ials; 0 chooses it by the density of"
                  + " the data.",
              FROM_DATA,
              0,
              1e3),
          new RealSpec(
              REGULARIZATION_EXPONENT,
              "How far the penalty of ials grows with the weight of a row, ν.",
              1,
              0,
              2),
          new RealSpec(
              CONFIDENCE, "How the confidence of hkv grows with the value, α.", 40, 1e-6, 1e6),
          new WeightsSpec(
              TYPE_WEIGHTS, "What an interaction weighs by its type; a type not named weighs 1."),
          new RealSpec(
              HALF_LIFE,
              "Days that halve what an interaction weighs; 0: all weigh the same.",
              0,
              0,
              1e6),
          new RealSpec(
              INITIAL_SCALE,
              "Standard deviation of the initial factors times √d, σ*.",
              0.1,
              1e-6,
              100),
          new ChoiceSpec(
              RETRIEVAL,
              "How the best items are found: exactly, by a graph that may miss some, or as is best"
                  + " for trained factors, which is exactly.",
              RetrievalMethod.AUTO.spelling(),
              RetrievalMethod.names()));

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
        Weighting.labelled(parameters.choice(WEIGHTING)),
        Solver.labelled(parameters.choice(SOLVER)),
        parameters.integer(STEPS),
        parameters.integer(BLOCK),
        parameters.real(RELAXATION),
        parameters.real(REGULARIZATION),
        parameters.real(UNOBSERVED_WEIGHT),
        parameters.real(REGULARIZATION_EXPONENT),
        parameters.real(CONFIDENCE),
        parameters.weights(TYPE_WEIGHTS),
        parameters.real(HALF_LIFE),
        parameters.real(INITIAL_SCALE),
        RetrievalMethod.named(parameters.choice(RETRIEVAL)));
  }

  /** The untyped parameters with α₀ chosen by {@code data} if it was left to it. */
  static Parameters resolved(Parameters parameters, InteractionMatrix data) {
    if (parameters.real(UNOBSERVED_WEIGHT) != FROM_DATA) {
      return parameters;
    }
    double density = data.entries() / ((double) data.rows() * data.columns());
    Map<String, Object> values = new LinkedHashMap<>(parameters.asMap());
    values.put(UNOBSERVED_WEIGHT, Math.min(1, WEIGHT_RATIO * density));
    return SCHEMA.parse(values);
  }

  /** g, the weight of a cell that is not observed. */
  double everyCell() {
    return weighting == Weighting.IALS ? unobservedWeight : 1;
  }

  /**
   * The ridge of a row with {@code entries} entries: λ (|row| + α₀ |other side|)^ν of {@code ials},
   * λ of {@code hkv}.
   */
  double ridge(int entries, int otherSide) {
    return switch (weighting) {
      case IALS ->
          regularization * Math.pow(entries + unobservedWeight * otherSide, regularizationExponent);
      case HKV -> regularization;
    };
  }
}
