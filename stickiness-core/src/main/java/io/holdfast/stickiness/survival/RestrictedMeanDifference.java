package io.holdfast.stickiness.survival;

import io.holdfast.stickiness.statistics.Interval;

/**
 * The difference of two restricted means. Negative: the variant's users come back sooner.
 *
 * @param control the control's mean
 * @param variant the variant's mean
 */
public record RestrictedMeanDifference(RestrictedMean control, RestrictedMean variant)
    implements RestrictedMeanComparison {

  /** Variant minus control. */
  public double difference() {
    return variant.value() - control.value();
  }

  /** Of the difference: √(v₁ + v₀). */
  public double standardError() {
    return Math.sqrt(control.variance() + variant.variance());
  }

  /**
   * The fixed-horizon interval of the difference.
   *
   * @throws IllegalArgumentException if α is not between 0 and 1
   */
  public Interval interval(double alpha) {
    double half = SurvivalPoint.critical(alpha) * standardError();
    return new Interval(difference() - half, difference() + half);
  }

  /** The two-sided, fixed-horizon p of no difference, by the normal distribution. */
  public double pValue() {
    return SurvivalPoint.twoSided(difference() / standardError());
  }
}
