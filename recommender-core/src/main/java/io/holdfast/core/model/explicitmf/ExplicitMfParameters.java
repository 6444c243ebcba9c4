package io.holdfast.core.model.explicitmf;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.ChoiceSpec;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.NamesSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.SearchRange.LogInteger;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of {@code explicit-mf}, typed. Regularization is in units of the {@link
 * RatingScale}, so a value means the same on any scale of ratings.
 *
 * @param solver how the model is found
 * @param factors d, the dimensions of a factor; 0 leaves the biases alone
 * @param burnIn sweeps of {@code gibbs} before the first sample is kept
 * @param samples S, how many samples of {@code gibbs} are kept
 * @param thinning sweeps of {@code gibbs} for each sample kept
 * @param noiseShape a, how alike the noise of users is to {@code gibbs}
 * @param epochs how many times {@code als} solves both sides
 * @param regularization λ of {@code als}
 * @param biasRegularization λ_b of {@code als}
 * @param criteria {@value #NONE}, {@value #ALL}, or the names of criteria between commas
 */
record ExplicitMfParameters(
    Solver solver,
    int factors,
    int burnIn,
    int samples,
    int thinning,
    double noiseShape,
    int epochs,
    double regularization,
    double biasRegularization,
    String criteria) {

  /** How the model is found. */
  enum Solver {
    /** By drawing from the posterior distribution; see {@link GibbsSampler}. */
    GIBBS,
    /** By its mode under fixed priors; see {@link MapEstimation}. */
    ALS
  }

  private static final String SOLVER = "solver";
  private static final String FACTORS = "factors";
  private static final String BURN_IN = "burn-in";
  private static final String SAMPLES = "samples";
  private static final String THINNING = "thinning";
  private static final String NOISE_SHAPE = "noise-shape";
  private static final String EPOCHS = "epochs";
  private static final String REGULARIZATION = "regularization";
  private static final String BIAS_REGULARIZATION = "bias-regularization";

  private static final String CRITERIA = "criteria";

  private static final String GIBBS_NAME = "gibbs";
  private static final String ALS_NAME = "als";

  private static final String NONE = "none";
  private static final String ALL = "all";

  /** The most numbers that the samples of all items may take: 256 MiB. */
  private static final long MOST_NUMBERS = 1L << 26;

  static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new ChoiceSpec(
              SOLVER,
              "gibbs averages samples of the posterior, als takes its mode.",
              GIBBS_NAME,
              List.of(GIBBS_NAME, ALS_NAME)),
          new IntegerSpec(FACTORS, "Dimensions of a factor, d; 0: biases alone.", 16, 0, 1024),
          new IntegerSpec(BURN_IN, "gibbs: sweeps before the first sample.", 20, 0, 100_000),
          new IntegerSpec(SAMPLES, "gibbs: samples to keep.", 60, 1, 10_000),
          new IntegerSpec(THINNING, "gibbs: sweeps for each sample.", 2, 1, 1000),
          new RealSpec(
              NOISE_SHAPE,
              "gibbs: how alike users are in noise, a; precisions vary as Gamma(a, a).",
              4,
              1,
              1e6),
          new IntegerSpec(EPOCHS, "als: how many times users and items are solved.", 20, 1, 1000),
          new RealSpec(REGULARIZATION, "als: L2 penalty of factors, λ.", 13, 1e-6, 1e6),
          new RealSpec(BIAS_REGULARIZATION, "als: L2 penalty of biases.", 3, 1e-6, 1e6),
          new NamesSpec(
              CRITERIA,
              "gibbs: the criteria whose ratings are learned from beside the overall rating.",
              List.of(NONE, ALL)));

  static final SearchSpace GIBBS_SPACE =
      SearchSpace.of(new LogInteger(FACTORS, 4, 48), new LogUniform(NOISE_SHAPE, 1, 64))
          .trainedBy(SAMPLES);

  static final SearchSpace ALS_SPACE =
      SearchSpace.of(
              new LogInteger(FACTORS, 4, 48),
              new LogUniform(REGULARIZATION, 2, 60),
              new LogUniform(BIAS_REGULARIZATION, 0.5, 20))
          .trainedBy(EPOCHS);

  static ExplicitMfParameters of(Parameters parameters) {
    return new ExplicitMfParameters(
        parameters.choice(SOLVER).equals(GIBBS_NAME) ? Solver.GIBBS : Solver.ALS,
        parameters.integer(FACTORS),
        parameters.integer(BURN_IN),
        parameters.integer(SAMPLES),
        parameters.integer(THINNING),
        parameters.real(NOISE_SHAPE),
        parameters.integer(EPOCHS),
        parameters.real(REGULARIZATION),
        parameters.real(BIAS_REGULARIZATION),
        parameters.choice(CRITERIA));
  }

  /**
   * The criteria to learn from, in order of names.
   *
   * @throws IllegalArgumentException if the data does not have them, they are too many, or the
   *     solver takes none
   */
  List<String> criteriaOf(InteractionMatrix data) {
    if (criteria.equals(NONE)) {
      return List.of();
    }
    if (solver != Solver.GIBBS) {
      throw new IllegalArgumentException(
          "criteria=%s needs solver=%s".formatted(criteria, GIBBS_NAME));
    }
    List<String> known = data.criteria().stream().sorted().toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "criteria=%s, but no rating here has a rating by a criterion".formatted(criteria));
    }
    List<String> asked =
        criteria.equals(ALL) ? known : Arrays.stream(criteria.split(",")).sorted().toList();
    for (String name : asked) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "criteria: nothing is rated by %s; there is %s"
                .formatted(name, String.join(", ", known)));
      }
    }
    if (asked.size() > Aspects.MOST_CRITERIA) {
      throw new IllegalArgumentException(
          "criteria: %d are more than %d; name those that matter of %s"
              .formatted(asked.size(), Aspects.MOST_CRITERIA, String.join(", ", asked)));
    }
    return asked;
  }

  /** How many samples a model keeps: one if there is but one estimate. */
  int keptSamples() {
    return solver == Solver.GIBBS ? samples : 1;
  }

  /**
   * The same with no more samples than {@value #MOST_NUMBERS} numbers hold, further apart.
   *
   * @param aspects K
   */
  ExplicitMfParameters boundedFor(int items, int aspects) {
    long fit = Math.max(1, MOST_NUMBERS / ((long) items * (factors + aspects)));
    if (fit >= samples) {
      return this;
    }
    int sweeps = samples * thinning;
    int kept = (int) fit;
    int apart = Math.clamp(sweeps / kept, 1, 1000);
    return new ExplicitMfParameters(
        solver,
        factors,
        burnIn,
        kept,
        apart,
        noiseShape,
        epochs,
        regularization,
        biasRegularization,
        criteria);
  }

  /** The same without factors and criteria. */
  ExplicitMfParameters withoutFactors() {
    return new ExplicitMfParameters(
        solver,
        0,
        burnIn,
        samples,
        thinning,
        noiseShape,
        epochs,
        regularization,
        biasRegularization,
        NONE);
  }

  /** The same, untyped. */
  Parameters untyped() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(SOLVER, solver == Solver.GIBBS ? GIBBS_NAME : ALS_NAME);
    values.put(FACTORS, factors);
    values.put(BURN_IN, burnIn);
    values.put(SAMPLES, samples);
    values.put(THINNING, thinning);
    values.put(NOISE_SHAPE, noiseShape);
    values.put(EPOCHS, epochs);
    values.put(REGULARIZATION, regularization);
    values.put(BIAS_REGULARIZATION, biasRegularization);
    values.put(CRITERIA, criteria);
    return SCHEMA.parse(values);
  }
}
