package io.holdfast.stickiness.statistics;

import org.assertj.core.data.Offset;

/**
 * The data of {@code src/test/reference/reference_values.py}, and the tolerance against what it
 * printed with SciPy 1.17.1, statsmodels 0.15.0 and mpmath 1.4.1.
 */
final class Reference {

  static final double[] CONTROL = {12.5, 3.25, 7.0, 8.75, 15.5, 2.0, 9.25, 11.0, 4.5, 6.75};
  static final double[] VARIANT = {14.0, 9.5, 21.25, 7.75, 16.0, 18.5, 5.25, 12.0};
  static final double[] CONTROL_SESSIONS = {3, 1, 2, 2, 4, 1, 2, 3, 1, 2};
  static final double[] VARIANT_SESSIONS = {3, 2, 5, 2, 3, 4, 1, 2};

  private Reference() {}

  static Estimate means() {
    return estimate(MetricKind.MEAN, Moments.of(CONTROL), Moments.of(VARIANT));
  }

  static Estimate proportions() {
    return estimate(
        MetricKind.PROPORTION, Moments.ofProportion(1190, 198), Moments.ofProportion(1210, 245));
  }

  static Estimate ratios() {
    return estimate(
        MetricKind.RATIO, pairs(CONTROL, CONTROL_SESSIONS), pairs(VARIANT, VARIANT_SESSIONS));
  }

  static PairMoments pairs(double[] y, double[] x) {
    PairMoments moments = PairMoments.EMPTY;
    for (int i = 0; i < y.length; i++) {
      moments = moments.plus(y[i], x[i]);
    }
    return moments;
  }

  static Estimate estimate(
      MetricKind kind, SufficientStatistics control, SufficientStatistics variant) {
    return (Estimate) Comparison.between(kind, control, variant);
  }

  /** A relative tolerance of 1e-9. */
  static Offset<Double> near(double expected) {
    return Offset.offset(Math.abs(expected) * 1e-9);
  }
}
