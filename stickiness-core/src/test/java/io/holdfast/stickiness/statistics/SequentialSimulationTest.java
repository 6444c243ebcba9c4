package io.holdfast.stickiness.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Experiments run many times on statistics alone: users enter day by day, each split at random,
 * their day-7 outcome matures eight days after they entered, and a look is taken every day for 28
 * days.
 */
class SequentialSimulationTest {

  private static final int RUNS = 2_000;
  private static final int DAYS = 28;
  private static final int MATURES_AFTER = 8;
  private static final int ENTRANTS = 100;
  private static final long PLANNED = (long) ENTRANTS * (DAYS - MATURES_AFTER);
  private static final double ALPHA = 0.05;

  /** What the looks of one experiment saw. */
  private record Run(boolean promoted, boolean rolledBack, boolean alwaysCovered, boolean peeked) {}

  private static Run run(SplittableRandom random, double control, double variant) {
    long[] users = new long[2];
    long[] returned = new long[2];
    boolean promoted = false;
    boolean rolledBack = false;
    boolean covered = true;
    boolean peeked = false;
    for (int day = 1; day <= DAYS; day++) {
      if (day <= MATURES_AFTER) {
        continue;
      }
      int toVariant = Draws.binomial(random, ENTRANTS, 0.5);
      users[0] += ENTRANTS - toVariant;
      users[1] += toVariant;
      returned[0] += Draws.binomial(random, ENTRANTS - toVariant, control);
      returned[1] += Draws.binomial(random, toVariant, variant);
      if (Comparison.between(
              MetricKind.PROPORTION,
              Moments.ofProportion(users[0], returned[0]),
              Moments.ofProportion(users[1], returned[1]))
          instanceof Estimate estimate) {
        Interval interval = estimate.alwaysValidInterval(ALPHA, PLANNED);
        promoted |= interval.lower() > 0;
        rolledBack |= interval.upper() < 0;
        covered &= interval.contains(variant - control);
        peeked |= estimate.pValue() < ALPHA;
      }
    }
    return new Run(promoted, rolledBack, covered, peeked);
  }

  private static List<Run> runs(long seed, double control, double variant) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, RUNS).mapToObj(i -> run(random, control, variant)).toList();
  }

  private static double share(List<Run> runs, Predicate<Run> what) {
    return (double) runs.stream().filter(what).count() / runs.size();
  }

  @Test
  void falsePromotionsStayBelowAlphaUnderDailyLooks() {
    List<Run> runs = runs(1, 0.2, 0.2);

    assertThat(share(runs, Run::promoted)).isLessThanOrEqualTo(ALPHA);
    assertThat(share(runs, run -> run.promoted() || run.rolledBack())).isLessThanOrEqualTo(ALPHA);
  }

  /** The same looks with a fixed-horizon test raise the alarm several times as often as α. */
  @Test
  void peekingAtAFixedHorizonTestDoesNot() {
    assertThat(share(runs(1, 0.2, 0.2), Run::peeked)).isGreaterThan(3 * ALPHA);
  }

  @Test
  void rareOutcomesPromoteFalselyNoMoreOften() {
    List<Run> runs = runs(2, 0.03, 0.03);

    assertThat(share(runs, run -> run.promoted() || run.rolledBack())).isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void allLooksCoverAtOnceUnderAnEffect() {
    assertThat(share(runs(3, 0.2, 0.26), Run::alwaysCovered)).isGreaterThanOrEqualTo(1 - ALPHA);
  }

  @Test
  void largeEffectIsFound() {
    List<Run> runs = runs(4, 0.2, 0.35);

    assertThat(share(runs, Run::promoted)).isGreaterThan(0.99);
    assertThat(share(runs, Run::rolledBack)).isZero();
  }

  /** A ratio of heavy-tailed seconds to a user's own number of sessions. */
  @Test
  void ratiosPromoteFalselyNoMoreOften() {
    SplittableRandom random = new SplittableRandom(5);
    int wrong = 0;
    for (int run = 0; run < RUNS; run++) {
      PairMoments[] arms = {PairMoments.EMPTY, PairMoments.EMPTY};
      boolean alarm = false;
      for (int look = 0; look < DAYS - MATURES_AFTER; look++) {
        for (int user = 0; user < 20; user++) {
          int arm = random.nextInt(2);
          int sessions = random.nextInt(5);
          arms[arm] = arms[arm].plus(Draws.sessionSeconds(random, sessions), sessions);
        }
        if (Comparison.between(MetricKind.RATIO, arms[0], arms[1]) instanceof Estimate estimate) {
          alarm |= !estimate.alwaysValidInterval(ALPHA, 400).contains(0);
        }
      }
      wrong += alarm ? 1 : 0;
    }

    assertThat((double) wrong / RUNS).isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void sequentialSampleRatioAlarmsRarelyOverAllLooks() {
    SplittableRandom random = new SplittableRandom(6);
    int runs = 20_000;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      long[] users = new long[2];
      SequentialSampleRatio ratio = SequentialSampleRatio.START;
      for (int day = 0; day < DAYS; day++) {
        int first = Draws.halves(random, 2);
        users[0] += first;
        users[1] += 128 - first;
        ratio = ratio.next(List.of(Split.of(users, new double[] {1, 1})));
      }
      alarms += ratio.healthy() ? 0 : 1;
    }

    assertThat((double) alarms / runs).isLessThanOrEqualTo(SampleRatio.ALARM_LEVEL);
  }

  @Test
  void sequentialSampleRatioFindsABrokenSplit() {
    SplittableRandom random = new SplittableRandom(7);
    int found = 0;
    for (int run = 0; run < 500; run++) {
      long[] users = new long[2];
      SequentialSampleRatio ratio = SequentialSampleRatio.START;
      for (int day = 0; day < DAYS; day++) {
        int first = Draws.binomial(random, 150, 0.55);
        users[0] += first;
        users[1] += 150 - first;
        ratio = ratio.next(List.of(Split.of(users, new double[] {1, 1})));
      }
      found += ratio.healthy() ? 0 : 1;
    }

    assertThat(found).isGreaterThan(475);
  }
}
