package io.holdfast.stickiness.survival;

/**
 * The mean time until the event, no time counting for more than τ.
 *
 * @param tau τ
 * @param value the mean of min(T, τ)
 * @param variance of that mean
 * @param users how many users it is from
 */
public record RestrictedMean(double tau, double value, double variance, long users) {

  static void checkRestriction(double tau) {
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Mean restricted to " + tau);
    }
  }
}
