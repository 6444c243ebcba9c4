package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.stickiness.statistics.SampleRatio;
import io.holdfast.stickiness.statistics.SampleRatioOutcome;
import io.holdfast.stickiness.statistics.SequentialSampleRatio;
import io.holdfast.stickiness.statistics.Split;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sound splits by halves: how often the checks of the sample ratio raise an alarm at 0.001.
 *
 * @param runs splits
 * @param seed of the random numbers
 */
record SampleRatioSimulation(int runs, long seed) {

  private static final int WORDS = 200;
  private static final int LOOKS = 28;
  private static final int WORDS_A_LOOK = 8;
  private static final double[] WEIGHTS = {1, 1};

  void print(Table table) {
    table.row(
        "SRM, χ² at 0.001: alarms per look",
        Runs.of(runs, seed, SampleRatioSimulation::chiSquareAlarm).share(alarm -> alarm),
        Unit.FINE_PERCENT,
        new Bound(0.0008, 0.0012));
    table.row(
        "SRM, anytime-valid at 0.001: alarms over 28 looks",
        Runs.of(runs, seed + 1, SampleRatioSimulation::anytimeAlarm).share(alarm -> alarm),
        Unit.FINE_PERCENT,
        Bound.atMost(0.001));
    table.row(
        "SRM, χ² at 0.001, **peeked at**: alarms over 28 looks",
        Runs.of(runs, seed + 2, SampleRatioSimulation::peekedAlarm).share(alarm -> alarm),
        Unit.FINE_PERCENT,
        Bound.NONE);
  }

  private static boolean chiSquareAlarm(SplittableRandom random) {
    long first = halves(random, WORDS);
    return chiSquareAlarm(first, 64L * WORDS - first);
  }

  private static boolean chiSquareAlarm(long first, long second) {
    Split split = Split.of(new long[] {first, second}, WEIGHTS);
    return !((SampleRatio) SampleRatioOutcome.chiSquare(List.of(split))).healthy();
  }

  private static boolean anytimeAlarm(SplittableRandom random) {
    long[] users = new long[2];
    SequentialSampleRatio ratio = SequentialSampleRatio.START;
    for (int look = 0; look < LOOKS; look++) {
      add(random, users);
      ratio = ratio.next(List.of(Split.of(users, WEIGHTS)));
    }
    return !ratio.healthy();
  }

  private static boolean peekedAlarm(SplittableRandom random) {
    long[] users = new long[2];
    boolean alarm = false;
    for (int look = 0; look < LOOKS; look++) {
      add(random, users);
      alarm |= chiSquareAlarm(users[0], users[1]);
    }
    return alarm;
  }

  private static void add(SplittableRandom random, long[] users) {
    long first = halves(random, WORDS_A_LOOK);
    users[0] += first;
    users[1] += 64L * WORDS_A_LOOK - first;
  }

  /** Binomial of 64 · {@code words} trials at one half: the bits of random words. */
  private static long halves(SplittableRandom random, int words) {
    long ones = 0;
    for (int i = 0; i < words; i++) {
      ones += Long.bitCount(random.nextLong());
    }
    return ones;
  }
}
