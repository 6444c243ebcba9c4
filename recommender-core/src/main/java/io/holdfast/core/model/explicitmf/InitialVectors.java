package io.holdfast.core.model.explicitmf;

import java.util.random.RandomGenerator;

/** Where both solvers begin: small random factors, biases of zero. */
final class InitialVectors {

  private static final double DEVIATION = 0.3;

  private InitialVectors() {}

  /**
   * Extended vectors, float32 [rows, D].
   *
   * @param factors d, the first numbers of a vector; the others are biases
   * @throws IllegalArgumentException if so many do not fit an array
   */
  static float[] draw(int rows, int factors, int dimensions, RandomGenerator random) {
    if ((long) rows * dimensions > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d rows of %d factors do not fit an array; take fewer factors".formatted(rows, factors));
    }
    float[] vectors = new float[rows * dimensions];
    for (int row = 0; row < rows; row++) {
      for (int f = 0; f < factors; f++) {
        vectors[row * dimensions + f] = (float) (DEVIATION * random.nextGaussian());
      }
    }
    return vectors;
  }
}
