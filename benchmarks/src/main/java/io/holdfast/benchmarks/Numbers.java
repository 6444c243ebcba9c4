package io.holdfast.benchmarks;

import java.util.SplittableRandom;

/** Seeded numbers to compute with. */
final class Numbers {
  private Numbers() {}

  /** Uniform in [-1, 1). */
  static float[] uniform(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = 2 * (float) random.nextDouble() - 1;
    }
    return numbers;
  }
}
