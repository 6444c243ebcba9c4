package io.holdfast.stickiness.metric;

/**
 * What one matured user contributes to a metric.
 *
 * @param value 0 or 1 for a proportion, a number for a mean, the numerator for a ratio
 * @param denominator the denominator for a ratio, otherwise 1
 */
public record Outcome(double value, double denominator) {

  static Outcome of(boolean happened) {
    return of(happened ? 1 : 0);
  }

  static Outcome of(double value) {
    return new Outcome(value, 1);
  }
}
