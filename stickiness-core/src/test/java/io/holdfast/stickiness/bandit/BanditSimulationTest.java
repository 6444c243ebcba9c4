package io.holdfast.stickiness.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Interval;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PropensityComparison;
import io.holdfast.stickiness.statistics.WeightPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A bandit moves the weights every day by the rewards that have matured, and somebody looks at the
 * always-valid interval every day. The outcomes drift, so that pooling the periods would mislead.
 * {@code benchmarks/run bandit-simulation} does the same at scale.
 */
class BanditSimulationTest {

  private static final int RUNS = 800;
  private static final int DAYS = 28;
  private static final int DELAY_DAYS = 2;
  private static final int USERS_A_DAY = 200;
  private static final long PLANNED = (long) USERS_A_DAY * (DAYS - DELAY_DAYS);
  private static final double ALPHA = 0.05;
  private static final double FLOOR = 0.1;

  /** What the looks of one experiment saw. */
  private record Run(boolean alarmed, boolean covered, double lastWeight) {}

  @Test
  void falseAlarmsStayBelowAlphaWhereTheBanditMovesTheWeights() {
    List<Run> runs = runs(1, 0);

    assertThat(share(runs.stream().filter(Run::alarmed).count())).isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void allLooksCoverAtOnceAndTheBetterArmGetsTheUsers() {
    List<Run> runs = runs(2, 0.05);

    assertThat(share(runs.stream().filter(Run::covered).count())).isGreaterThanOrEqualTo(1 - ALPHA);
    assertThat(runs.stream().mapToDouble(Run::lastWeight).average().orElseThrow())
        .isGreaterThan(0.8);
  }

  private static double share(long count) {
    return (double) count / RUNS;
  }

  private static List<Run> runs(long seed, double effect) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Run> runs = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      runs.add(run(random, effect));
    }
    return runs;
  }

  private static Run run(SplittableRandom random, double effect) {
    List<WeightPeriod> periods = new ArrayList<>();
    double weight = 0.5;
    boolean alarmed = false;
    boolean covered = true;
    for (int day = 0; day < DAYS; day++) {
      double base = 0.2 + 0.1 * Math.sin(day * 2 * Math.PI / DAYS);
      int toVariant = binomial(random, USERS_A_DAY, weight);
      int toControl = USERS_A_DAY - toVariant;
      periods.add(
          new WeightPeriod(
              1 - weight,
              weight,
              Moments.ofProportion(toControl, binomial(random, toControl, base)),
              Moments.ofProportion(toVariant, binomial(random, toVariant, base + effect))));
      List<WeightPeriod> matured = periods.subList(0, Math.max(0, day + 1 - DELAY_DAYS));
      if (PropensityComparison.between(MetricKind.PROPORTION, matured)
          instanceof Estimate estimate) {
        Interval interval = estimate.alwaysValidInterval(ALPHA, PLANNED);
        alarmed |= !interval.contains(0);
        covered &= interval.contains(effect);
        weight = nextWeight(matured);
      }
    }
    return new Run(alarmed, covered, weight);
  }

  private static double nextWeight(List<WeightPeriod> matured) {
    Moments control = Moments.EMPTY;
    Moments variant = Moments.EMPTY;
    for (WeightPeriod period : matured) {
      control = control.merge((Moments) period.control());
      variant = variant.merge((Moments) period.variant());
    }
    List<Belief> beliefs =
        List.of(
            Belief.of(MetricKind.PROPORTION, control).orElseThrow(),
            Belief.of(MetricKind.PROPORTION, variant).orElseThrow());
    return ThompsonAllocation.weights(ThompsonAllocation.bestProbabilities(beliefs), FLOOR)
        .getLast();
  }

  private static int binomial(SplittableRandom random, int trials, double probability) {
    int successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += random.nextDouble() < probability ? 1 : 0;
    }
    return successes;
  }
}
