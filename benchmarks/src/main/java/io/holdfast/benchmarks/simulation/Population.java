package io.holdfast.benchmarks.simulation;

import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import java.util.SplittableRandom;

/** Draws that several simulations share. */
final class Population {
  private Population() {}

  /** How many of some users return, each with a chance. */
  static int returned(SplittableRandom random, int users, double share) {
    int returned = 0;
    for (int user = 0; user < users; user++) {
      returned += random.nextDouble() < share ? 1 : 0;
    }
    return returned;
  }

  /** Compares two arms of as many users, of whom these shares return. */
  static Estimate compare(SplittableRandom random, int users, double control, double variant) {
    return (Estimate)
        Comparison.between(
            MetricKind.PROPORTION,
            Moments.ofProportion(users, returned(random, users, control)),
            Moments.ofProportion(users, returned(random, users, variant)));
  }

  /**
   * One more user, of whom the time before is known but for new ones, who come one in five: its
   * correlation with the time after is 0.7. Means are 10 and, of new users, 8; deviations 4.
   */
  static CovariateMoments plusUser(
      CovariateMoments moments, SplittableRandom random, double effect) {
    if (random.nextInt(5) == 0) {
      return moments.plusMissing(8 + 4 * random.nextGaussian() + effect);
    }
    double before = random.nextGaussian();
    double after = 0.7 * before + Math.sqrt(1 - 0.49) * random.nextGaussian();
    return moments.plusKnown(10 + 4 * after + effect, 20 + 3 * before);
  }
}
