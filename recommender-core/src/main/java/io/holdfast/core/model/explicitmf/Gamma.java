package io.holdfast.core.model.explicitmf;

import java.util.random.RandomGenerator;

/** Draws from the Gamma distribution by the method of Marsaglia &amp; Tsang (2000). */
final class Gamma {

  private Gamma() {}

  /**
   * A draw of the given shape and rate 1.
   *
   * @param shape at least 1
   * @throws IllegalArgumentException if the shape is below 1
   */
  static double sample(double shape, RandomGenerator random) {
    if (!(shape >= 1)) {
      throw new IllegalArgumentException("a shape is at least 1 here, not " + shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double normal = random.nextGaussian();
      double root = 1 + c * normal;
      if (root > 0) {
        double v = root * root * root;
        double bound = normal * normal / 2 + d - d * v + d * Math.log(v);
        if (Math.log(random.nextDouble()) < bound) {
          return d * v;
        }
      }
    }
  }
}
