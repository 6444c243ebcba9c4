package io.holdfast.stickiness.statistics;

/** A variant beside the control, adjusted by covariates: an estimate, or why there is none. */
public sealed interface AdjustedComparison permits AdjustedEstimate, Inconclusive {

  /**
   * Compares a variant with the control by CUPED: Deng, Xu, Kohavi and Walker, "Improving the
   * Sensitivity of Online Controlled Experiments by Utilizing Pre-Experiment Data", WSDM 2013, with
   * θ of their eq. 4.
   *
   * <pre>
   *   adjusted value of an arm = ȳ − θᵀ (c̄ − c̄ of both arms)
   *   its squared error        = Var(y − θᵀ c) / n
   *   θ = (Σ S_cc)⁻¹ Σ S_cy, sums over both arms of products centred in their own arm
   * </pre>
   *
   * <ul>
   *   <li>c are the covariates and an indicator of missing ones, which are set to the mean of the
   *       known ones (which constant does not matter beside an indicator). θ is that of least
   *       squares of y on arm and c. A column that does not vary, or that others determine, is left
   *       out.
   *   <li>Mean and proportion: Welch's test of the adjusted values. An adjusted proportion is
   *       treated as a mean, and is not bound to [0, 1].
   *   <li>Ratio R = Σ y / Σ x: y is replaced by the residual (y − R·x) / x̄ of each arm's own R, as
   *       the delta method does (Deng, Knoblich and Lu, KDD 2018; Jin and Ba, "Toward Optimal
   *       Variance Reduction in Online Controlled Experiments", Technometrics 65, 2023).
   * </ul>
   *
   * <p>θ is estimated from the same users, which biases the difference by O(1 / n) at most. The
   * relative lift takes the covariates as given.
   *
   * @param kind proportion, mean or ratio
   * @param control the control's moments
   * @param variant the variant's, with the same columns
   * @return the estimate; inconclusive for the reasons of {@link Comparison#between}, or when the
   *     covariates explain the outcome to the last digit
   * @throws IllegalArgumentException if the moments do not fit the kind or each other
   */
  static AdjustedComparison between(
      MetricKind kind, CovariateMoments control, CovariateMoments variant) {
    return CovariateAdjustment.compare(kind, control, variant);
  }
}
