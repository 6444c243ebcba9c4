package io.holdfast.benchmarks.program;

import java.util.Arrays;
import java.util.Locale;

/**
 * Several measurements of one thing.
 *
 * @param median the middle one
 * @param least the least
 * @param most the greatest
 */
public record Spread(double median, double least, double most) {

  /**
   * The spread of some measurements.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double... measurements) {
    if (measurements.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = measurements.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4g (%.4g to %.4g)", median, least, most);
  }
}
