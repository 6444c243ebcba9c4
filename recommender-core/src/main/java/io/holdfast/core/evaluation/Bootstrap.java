package io.holdfast.core.evaluation;

import io.holdfast.core.artifact.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap of a mean over users (Efron 1979): users are drawn with replacement, the
 * mean is taken, and the 2.5 % and 97.5 % quantiles of many such means are the interval.
 *
 * <p>Deterministic for a seed. O(samples · users).
 */
public final class Bootstrap {

  /** How many means are drawn unless told. */
  public static final int SAMPLES = 1000;

  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /**
   * The 95 % interval of the mean of {@code values}.
   *
   * @param values one number a user, at least one
   * @param samples how many means to draw, at least 2
   */
  public static Interval interval95(double[] values, int samples, long seed) {
    if (values.length == 0 || samples < 2) {
      throw new IllegalArgumentException(
          "no interval from " + values.length + " values and " + samples + " samples");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[samples];
    for (int s = 0; s < samples; s++) {
      double sum = 0;
      for (int draw = 0; draw < values.length; draw++) {
        sum += values[random.nextInt(values.length)];
      }
      means[s] = sum / values.length;
    }
    Arrays.sort(means);
    return new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL));
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Linear interpolation between order statistics. */
  static double quantile(double[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
