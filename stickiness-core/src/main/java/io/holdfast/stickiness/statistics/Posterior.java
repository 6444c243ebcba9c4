package io.holdfast.stickiness.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What is believed of a variant's effect after the experiment: a normal distribution. The
 * likelihood is the normal approximation of the estimate, N(Δ̂, σ²) with σ its standard error; a
 * normal prior N(μ₀, τ²) is conjugate to it (Gelman et al., "Bayesian Data Analysis", 3rd ed.
 * (2013), section 2.5):
 *
 * <pre>
 *   1 / s² = 1 / σ² + 1 / τ²      m = s² (Δ̂ / σ² + μ₀ / τ²)
 * </pre>
 *
 * <p>and the flat prior is its limit τ → ∞. Chance and losses follow Stucchio, "Bayesian A/B
 * Testing at VWO" (2015), with the closed form of a normal.
 *
 * <p>It presumes that more is better, and one look: a chance that is watched until it is high is as
 * misleading as a p-value that is watched until it is low.
 *
 * @param mean m, on the scale of the estimate: of the metric for a difference, a fraction for a
 *     relative lift
 * @param standardDeviation s
 */
public record Posterior(double mean, double standardDeviation) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException unless the mean is finite and 0 &lt; s &lt; ∞
   */
  public Posterior {
    if (!Double.isFinite(mean)
        || !(standardDeviation > 0)
        || Double.isInfinite(standardDeviation)) {
      throw new IllegalArgumentException("Posterior N(%s, %s²)".formatted(mean, standardDeviation));
    }
  }

  static Posterior of(double estimate, double standardError, Prior prior) {
    return switch (prior) {
      case Prior.Flat _ -> new Posterior(estimate, standardError);
      case Prior.Normal normal -> {
        double precision = 1 / (standardError * standardError);
        double priorPrecision = 1 / (normal.standardDeviation() * normal.standardDeviation());
        double variance = 1 / (precision + priorPrecision);
        yield new Posterior(
            variance * (estimate * precision + normal.mean() * priorPrecision),
            Math.sqrt(variance));
      }
    };
  }

  /** P(Δ &gt; 0) = Φ(m / s). */
  public double chanceToBeatControl() {
    return NORMAL.cumulativeProbability(mean / standardDeviation);
  }

  /** E[max(0, −Δ)]: what is lost on average by serving the variant where the control is better. */
  public double expectedLossOfVariant() {
    return expectedPositivePart(-mean);
  }

  /** E[max(0, Δ)]: what is lost on average by keeping the control where the variant is better. */
  public double expectedLossOfControl() {
    return expectedPositivePart(mean);
  }

  /** The central credible interval that holds the effect with probability 1 − α. */
  public Interval interval(double alpha) {
    return Interval.around(
        mean, standardDeviation * Quantiles.twoSidedCritical(alpha, Double.POSITIVE_INFINITY));
  }

  /** E[max(0, X)] of X ~ N(μ, s²): s φ(μ / s) + μ Φ(μ / s). */
  private double expectedPositivePart(double centre) {
    double z = centre / standardDeviation;
    return Math.max(
        0, standardDeviation * NORMAL.density(z) + centre * NORMAL.cumulativeProbability(z));
  }
}
