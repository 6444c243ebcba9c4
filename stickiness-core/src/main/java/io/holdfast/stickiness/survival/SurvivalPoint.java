package io.holdfast.stickiness.survival;

import io.holdfast.stickiness.statistics.Interval;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A step of a {@link SurvivalCurve}.
 *
 * @param time tᵢ, of an event
 * @param atRisk nᵢ, users with a time ≥ tᵢ
 * @param events dᵢ
 * @param survival Ŝ(tᵢ), from tᵢ on, tᵢ included
 * @param greenwood Σ_{tⱼ ≤ tᵢ} dⱼ / (nⱼ (nⱼ − dⱼ)), the variance of Ŝ(tᵢ) over Ŝ(tᵢ)² (Greenwood
 *     1926); infinite once all at risk had the event
 */
public record SurvivalPoint(
    double time, long atRisk, long events, double survival, double greenwood) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Greenwood's standard error of Ŝ(tᵢ); NaN once nobody is left. */
  public double standardError() {
    return survival * Math.sqrt(greenwood);
  }

  /**
   * The plain interval Ŝ ± z·se, cut to [0, 1].
   *
   * @return the interval; empty once nobody is left, when the error is unknown
   * @throws IllegalArgumentException if α is not between 0 and 1
   */
  public Optional<Interval> plainInterval(double alpha) {
    double half = critical(alpha) * standardError();
    return survival == 0
        ? Optional.empty()
        : Optional.of(new Interval(Math.max(0, survival - half), Math.min(1, survival + half)));
  }

  /**
   * The log-log interval Ŝ^exp(±z·√greenwood / ln Ŝ) (Kalbfleisch and Prentice 1980, eq. 1.14):
   * stays inside [0, 1] and covers better than the plain one where Ŝ is near an end.
   *
   * @return the interval; empty once nobody is left, when the error is unknown
   * @throws IllegalArgumentException if α is not between 0 and 1
   */
  public Optional<Interval> logLogInterval(double alpha) {
    double critical = critical(alpha);
    if (survival == 0) {
      return Optional.empty();
    }
    double factor = Math.exp(critical * Math.sqrt(greenwood) / -Math.log(survival));
    return Optional.of(new Interval(Math.pow(survival, factor), Math.pow(survival, 1 / factor)));
  }

  /** The normal quantile that a fraction α lies beyond on both sides. */
  static double critical(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("Significance level " + alpha);
    }
    return NORMAL.inverseSurvivalProbability(alpha / 2);
  }

  /** The two-sided p of a standard normal statistic. */
  static double twoSided(double statistic) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(statistic)));
  }
}
