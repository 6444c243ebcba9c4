package io.holdfast.stickiness.statistics;

/**
 * Whether a guardrail holds: that the variant is not worse than the control by more than a margin
 * that was fixed beforehand. More is taken to be better. Rothmann, Wiens and Chan, "Design and
 * Analysis of Non-Inferiority Trials" (2011), the fixed-margin approach.
 *
 * @param estimate the difference of variant and control
 * @param margin δ ≥ 0, in the unit of the metric
 */
public record NonInferiority(Estimate estimate, double margin) {

  /** What an interval of the difference says. */
  public enum Verdict {
    /** The whole interval is above −δ: the guardrail holds. */
    NON_INFERIOR,
    /** The whole interval is below −δ: the variant does harm. */
    INFERIOR,
    /** −δ is inside: more users are needed. */
    UNDECIDED
  }

  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public NonInferiority {
    if (!(margin >= 0) || Double.isInfinite(margin)) {
      throw new IllegalArgumentException("Margin " + margin);
    }
  }

  /** One-sided, fixed-horizon p of the hypothesis that the variant is worse by δ or more. */
  public double pValue() {
    return Quantiles.survival(
        (estimate.difference() + margin) / estimate.standardError(), estimate.degreesOfFreedom());
  }

  /** By the fixed-horizon interval at (two-sided) level α: for one planned look. */
  public Verdict verdict(double alpha) {
    return verdict(estimate.interval(alpha), margin);
  }

  /** By the always-valid interval at level α with N* planned users of both arms together. */
  public Verdict alwaysValidVerdict(double alpha, long plannedUsers) {
    return verdict(estimate.alwaysValidInterval(alpha, plannedUsers), margin);
  }

  /** By any interval of a difference. */
  public static Verdict verdict(Interval interval, double margin) {
    if (interval.lower() > -margin) {
      return Verdict.NON_INFERIOR;
    }
    return interval.upper() < -margin ? Verdict.INFERIOR : Verdict.UNDECIDED;
  }
}
