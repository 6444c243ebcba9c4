package io.holdfast.stickiness.statistics;

/**
 * The users of two arms who were first exposed while the weights were constant.
 *
 * @param controlWeight the probability with which each of the experiment's users got the control
 * @param variantWeight the same of the variant
 * @param control the control's statistics: {@link Moments}, or {@link PairMoments} for a ratio
 * @param variant the variant's
 */
public record WeightPeriod(
    double controlWeight,
    double variantWeight,
    SufficientStatistics control,
    SufficientStatistics variant) {

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException unless both are above 0 and finite
   */
  public WeightPeriod {
    if (!(controlWeight > 0 && variantWeight > 0 && controlWeight + variantWeight < 2.01)) {
      throw new IllegalArgumentException(
          "Weights of %s and %s".formatted(controlWeight, variantWeight));
    }
  }

  /** π: the probability of the variant among the users of both arms. */
  double propensity() {
    return variantWeight / (controlWeight + variantWeight);
  }

  long users() {
    return control.users() + variant.users();
  }
}
