package io.holdfast.stickiness.statistics;

import java.util.Optional;

/**
 * The lift relative to the control, (v − c) / c, with intervals by the delta method: Var ≈ Var(v) /
 * c² + v² Var(c) / c⁴ (Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD
 * 2018, the section on percent change), where a value's variance is s² / n, for a proportion p (1 −
 * p) / n. It presumes that the control's value is many standard errors away from 0.
 *
 * @param value (v − c) / c
 * @param standardError its standard error
 * @param degreesOfFreedom those of the difference
 * @param users users of both arms
 */
public record RelativeLift(
    double value, double standardError, double degreesOfFreedom, long users) {

  static RelativeLift of(Estimate estimate) {
    double c = estimate.control().value();
    double ratio = estimate.variant().value() / c;
    double variance =
        squaredError(estimate.kind(), estimate.variant())
            + ratio * ratio * squaredError(estimate.kind(), estimate.control());
    return new RelativeLift(
        estimate.difference() / c,
        Math.sqrt(variance) / Math.abs(c),
        estimate.degreesOfFreedom(),
        estimate.users());
  }

  private static double squaredError(MetricKind kind, ArmEstimate arm) {
    return kind == MetricKind.PROPORTION ? arm.unpooledSquaredError() : arm.squaredError();
  }

  /** The fixed-horizon interval at level α. */
  public Interval interval(double alpha) {
    return Interval.around(
        value, standardError * Quantiles.twoSidedCritical(alpha, degreesOfFreedom));
  }

  /** The always-valid interval at level α with N* planned users of both arms together. */
  public Interval alwaysValidInterval(double alpha, long plannedUsers) {
    return new ConfidenceSequence(alpha, plannedUsers).interval(value, standardError, users);
  }

  /**
   * What is believed of the relative lift.
   *
   * @param prior on the scale of fractions, such as {@link Prior#RELATIVE_LIFT}
   * @return empty when the standard error is 0: only the control varies, and the variant's value is
   *     0
   */
  public Optional<Posterior> posterior(Prior prior) {
    return standardError > 0
        ? Optional.of(Posterior.of(value, standardError, prior))
        : Optional.empty();
  }
}
