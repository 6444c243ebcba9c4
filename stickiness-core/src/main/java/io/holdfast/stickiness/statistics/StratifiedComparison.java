package io.holdfast.stickiness.statistics;

import java.util.List;

/** A variant beside the control within strata: an estimate over all, or why there is none. */
public sealed interface StratifiedComparison permits StratifiedEstimate, Inconclusive {

  /**
   * Combines the comparisons within strata to one, so that a change of weights, which shifts the
   * mix of early and late users between the arms, cannot pass for an effect. With strata of one
   * period this is post-stratification: Miratrix, Sekhon and Yu, "Adjusting Treatment Effect
   * Estimates by Post-Stratification in Randomized Experiments", Journal of the Royal Statistical
   * Society B 75 (2013), with the variance given the sizes of arms and strata.
   *
   * <pre>
   *   Δ = Σ w (v − c)      Var = Σ w² (s_v² / n_v + s_c² / n_c)      w = users of the stratum / users
   * </pre>
   *
   * <p>Strata in which an arm has fewer than two users (or no value, such as a ratio without a
   * denominator) say nothing and are left out, and the effect is that on the users of the others.
   * Degrees of freedom are Welch–Satterthwaite's over all arms and strata; infinite for a ratio.
   *
   * @param kind of the metric; the estimate's is mean for a proportion
   * @param strata with no user in common
   * @return the estimate; inconclusive when no stratum can be compared, or none varies
   * @throws IllegalArgumentException if the kind is survival
   */
  static StratifiedComparison of(MetricKind kind, List<Stratum> strata) {
    return Stratification.combine(kind, strata);
  }
}
