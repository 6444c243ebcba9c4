package io.holdfast.stickiness.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * Bounds that extreme values per user are pulled in to, so that a few users cannot drown everyone
 * else: Tukey, "The Future of Data Analysis", Annals of Mathematical Statistics 33 (1962). The caps
 * are those of all arms together, or they would differ by the effect itself.
 *
 * <p>The metric becomes that of the capped values: less noisy, and biased towards no effect where
 * the effect is in the tail.
 *
 * @param lower no value is taken to be below it
 * @param upper nor above it
 */
public record WinsorizationCaps(double lower, double upper) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if they are not numbers in order
   */
  public WinsorizationCaps {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("Caps %s and %s".formatted(lower, upper));
    }
  }

  /**
   * Caps large values at a quantile of the values of all users of all arms.
   *
   * @param probability of the quantile, such as 0.99
   * @param arms values per user, one array an arm
   * @throws IllegalArgumentException if the probability is not in [0, 1] or there is no value
   */
  public static WinsorizationCaps above(double probability, double[]... arms) {
    return new WinsorizationCaps(Double.NEGATIVE_INFINITY, quantile(pooled(arms), probability));
  }

  /** Caps small values at one quantile and large ones at another. */
  public static WinsorizationCaps between(
      double lowerProbability, double upperProbability, double[]... arms) {
    double[] pooled = pooled(arms);
    return new WinsorizationCaps(
        quantile(pooled, lowerProbability), quantile(pooled, upperProbability));
  }

  /** The value, or the cap it is beyond. */
  public double apply(double value) {
    return Math.max(lower, Math.min(upper, value));
  }

  private static double[] pooled(double[]... arms) {
    double[] pooled = Arrays.stream(arms).flatMapToDouble(Arrays::stream).toArray();
    if (pooled.length == 0) {
      throw new IllegalArgumentException("No values to take caps from");
    }
    return pooled;
  }

  /** Interpolated between neighbours: type 7 of Hyndman and Fan (1996), the default of R, NumPy. */
  private static double quantile(double[] values, double probability) {
    return Quantile.withDefaults().with(EstimationMethod.HF7).evaluate(values, probability);
  }
}
