package io.holdfast.stickiness.statistics;

import java.util.SplittableRandom;

/** Random draws of the simulations. */
final class Draws {

  private Draws() {}

  static int binomial(SplittableRandom random, int trials, double probability) {
    int successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += random.nextDouble() < probability ? 1 : 0;
    }
    return successes;
  }

  /** Binomial of 64 · {@code words} trials at one half: the bits of random words. */
  static int halves(SplittableRandom random, int words) {
    int successes = 0;
    for (int i = 0; i < words; i++) {
      successes += Long.bitCount(random.nextLong());
    }
    return successes;
  }

  /** Exponential lengths, about 300 s each, with a level of the user's own. */
  static double sessionSeconds(SplittableRandom random, int sessions) {
    double level = 100 + 400 * random.nextDouble();
    double seconds = 0;
    for (int i = 0; i < sessions; i++) {
      seconds -= level * Math.log(1 - random.nextDouble());
    }
    return seconds;
  }
}
