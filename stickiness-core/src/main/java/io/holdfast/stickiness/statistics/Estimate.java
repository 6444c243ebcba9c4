package io.holdfast.stickiness.statistics;

import java.util.Optional;

/**
 * The difference of a variant to the control, with what any interval of it needs: the same estimate
 * answers at every level α, fixed-horizon or always-valid.
 *
 * @param kind what was compared
 * @param control the control's value
 * @param variant the variant's value
 * @param difference variant minus control
 * @param standardError of the difference; for a proportion the unpooled p (1 − p) / n per arm
 * @param degreesOfFreedom Welch–Satterthwaite for a mean, infinite where the normal is used
 * @param pValue two-sided, fixed-horizon: right only for one look, planned beforehand
 * @param clock by how many users the always-valid intervals have aged: all of them under constant
 *     weights; see {@link PropensityComparison} for weights that moved
 */
public record Estimate(
    MetricKind kind,
    ArmEstimate control,
    ArmEstimate variant,
    double difference,
    double standardError,
    double degreesOfFreedom,
    double pValue,
    double clock)
    implements Comparison {

  /** Under constant weights. */
  public Estimate(
      MetricKind kind,
      ArmEstimate control,
      ArmEstimate variant,
      double difference,
      double standardError,
      double degreesOfFreedom,
      double pValue) {
    this(
        kind,
        control,
        variant,
        difference,
        standardError,
        degreesOfFreedom,
        pValue,
        control.users() + variant.users());
  }

  /** Users of both arms, t. */
  public long users() {
    return control.users() + variant.users();
  }

  /** The fixed-horizon interval of the difference at level α: for one planned look. */
  public Interval interval(double alpha) {
    return Interval.around(
        difference, standardError * Quantiles.twoSidedCritical(alpha, degreesOfFreedom));
  }

  /**
   * The always-valid interval of the difference: {@link ConfidenceSequence} with t = n₁ + n₀ and
   * σ̂² = t (s₁² / n₁ + s₀² / n₀), s² the arms' sample variances. Looking every day is allowed.
   *
   * @param alpha one minus the coverage over all looks together
   * @param plannedUsers N*, planned users of both arms together, fixed at the start
   */
  public Interval alwaysValidInterval(double alpha, long plannedUsers) {
    return new ConfidenceSequence(alpha, plannedUsers)
        .interval(difference, Math.sqrt(squaredError()), clock);
  }

  /**
   * The always-valid p of no difference; below α exactly when the interval at α leaves out 0.
   *
   * @param alpha the level that ρ is tuned for
   * @param plannedUsers N*
   */
  public double alwaysValidPValue(double alpha, long plannedUsers) {
    return new ConfidenceSequence(alpha, plannedUsers)
        .pValue(difference, Math.sqrt(squaredError()), clock);
  }

  /** The lift relative to the control; empty when the control's value is 0. */
  public Optional<RelativeLift> relativeLift() {
    return control.value() == 0 ? Optional.empty() : Optional.of(RelativeLift.of(this));
  }

  /** What is believed of the difference under a flat prior; chance and losses are in it. */
  public Posterior posterior() {
    return posterior(Prior.FLAT);
  }

  /**
   * What is believed of the difference.
   *
   * @param prior on the scale of the metric
   */
  public Posterior posterior(Prior prior) {
    return Posterior.of(difference, standardError, prior);
  }

  /** s₁² / n₁ + s₀² / n₀. */
  double squaredError() {
    return control.squaredError() + variant.squaredError();
  }
}
