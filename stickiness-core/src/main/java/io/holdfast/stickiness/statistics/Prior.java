package io.holdfast.stickiness.statistics;

/** What is believed of an effect before the experiment. */
public sealed interface Prior {

  /** Every effect is equally likely: the posterior is the estimate's own normal distribution. */
  Flat FLAT = new Flat();

  /**
   * N(0, 0.3²), meant for a relative lift: two out of three effects lie within ±30 %. It is
   * GrowthBook's default proper prior.
   */
  Normal RELATIVE_LIFT = new Normal(0, 0.3);

  /** The improper uniform prior. */
  record Flat() implements Prior {}

  /**
   * A normal prior, on the scale of the effect that it is used for.
   *
   * @param mean μ₀
   * @param standardDeviation τ
   */
  record Normal(double mean, double standardDeviation) implements Prior {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException unless the mean is finite and 0 &lt; τ &lt; ∞
     */
    public Normal {
      if (!Double.isFinite(mean)
          || !(standardDeviation > 0)
          || Double.isInfinite(standardDeviation)) {
        throw new IllegalArgumentException("Prior N(%s, %s²)".formatted(mean, standardDeviation));
      }
    }
  }
}
