package io.holdfast.stickiness.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** One look at the end: the error rate is the nominal one, neither above nor below. */
class FixedHorizonSimulationTest {

  private static final int RUNS = 10_000;
  private static final int USERS = 300;

  /** False positives among A/A runs lie where 99.99 % of binomials of the nominal rate do. */
  private static void assertNominal(long alarms, int runs, double rate) {
    BinomialDistribution nominal = BinomialDistribution.of(runs, rate);
    assertThat(alarms)
        .isBetween(
            (long) nominal.inverseCumulativeProbability(5e-5),
            (long) nominal.inverseSurvivalProbability(5e-5));
  }

  private static long falsePositives(MetricKind kind, Supplier<SufficientStatistics> arm) {
    long alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      Estimate estimate = Reference.estimate(kind, arm.get(), arm.get());
      alarms += estimate.pValue() < 0.05 ? 1 : 0;
    }
    return alarms;
  }

  private static double coverage(
      Supplier<SufficientStatistics> control,
      Supplier<SufficientStatistics> variant,
      MetricKind kind,
      Function<Estimate, Interval> interval,
      double truth) {
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      Estimate estimate = Reference.estimate(kind, control.get(), variant.get());
      covered += interval.apply(estimate).contains(truth) ? 1 : 0;
    }
    return (double) covered / RUNS;
  }

  private static Supplier<SufficientStatistics> proportion(SplittableRandom random, double p) {
    return () -> Moments.ofProportion(1000, Draws.binomial(random, 1000, p));
  }

  private static Supplier<SufficientStatistics> exponentials(SplittableRandom random, double mean) {
    return () -> {
      Moments moments = Moments.EMPTY;
      for (int i = 0; i < USERS; i++) {
        moments = moments.plus(-mean * Math.log(1 - random.nextDouble()));
      }
      return moments;
    };
  }

  private static Supplier<SufficientStatistics> sessions(SplittableRandom random) {
    return () -> {
      PairMoments moments = PairMoments.EMPTY;
      for (int i = 0; i < USERS; i++) {
        int sessions = random.nextInt(5);
        moments = moments.plus(Draws.sessionSeconds(random, sessions), sessions);
      }
      return moments;
    };
  }

  @Test
  void proportions() {
    assertNominal(
        falsePositives(MetricKind.PROPORTION, proportion(new SplittableRandom(11), 0.2)),
        RUNS,
        0.05);
  }

  @Test
  void means() {
    assertNominal(
        falsePositives(MetricKind.MEAN, exponentials(new SplittableRandom(12), 1)), RUNS, 0.05);
  }

  @Test
  void ratiosClusteredByUser() {
    assertNominal(falsePositives(MetricKind.RATIO, sessions(new SplittableRandom(13))), RUNS, 0.05);
  }

  private static long falsePositives(Supplier<Estimate> experiment) {
    long alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      alarms += experiment.get().pValue() < 0.05 ? 1 : 0;
    }
    return alarms;
  }

  /** Correlation 0.7 with what went before; one user in five is new. */
  private static CovariateMoments usersWithAPast(SplittableRandom random) {
    CovariateMoments moments = CovariateMoments.ofMean(1);
    for (int i = 0; i < USERS; i++) {
      double before = random.nextGaussian();
      double after = 0.7 * before + Math.sqrt(0.51) * random.nextGaussian();
      moments =
          random.nextInt(5) == 0
              ? moments.plusMissing(after - 1)
              : moments.plusKnown(after, before);
    }
    return moments;
  }

  @Test
  void meansAdjustedByWhatWentBefore() {
    SplittableRandom random = new SplittableRandom(16);
    assertNominal(
        falsePositives(
            () ->
                ((AdjustedEstimate)
                        AdjustedComparison.between(
                            MetricKind.MEAN, usersWithAPast(random), usersWithAPast(random)))
                    .estimate()),
        RUNS,
        0.05);
  }

  private static ClusteredValues lengths(SplittableRandom random) {
    ClusteredValues.Builder lengths = new ClusteredValues.Builder();
    for (int i = 0; i < USERS; i++) {
      double level = Math.exp(0.6 * random.nextGaussian());
      double[] ofUser = new double[random.nextInt(4)];
      Arrays.setAll(ofUser, j -> level * random.nextExponential());
      lengths.add(ofUser);
    }
    return lengths.build();
  }

  @Test
  void mediansClusteredByUser() {
    SplittableRandom random = new SplittableRandom(17);
    ClusteredQuantile median = new ClusteredQuantile(0.5, 1);
    assertNominal(
        falsePositives(() -> (Estimate) median.between(lengths(random), lengths(random))),
        RUNS,
        0.05);
  }

  private static Stratum period(SplittableRandom random, int control, int variant, double p) {
    return Stratum.of(
        MetricKind.PROPORTION,
        Moments.ofProportion(control, Draws.binomial(random, control, p)),
        Moments.ofProportion(variant, Draws.binomial(random, variant, p)));
  }

  @Test
  void periodsOfOtherWeights() {
    SplittableRandom random = new SplittableRandom(18);
    assertNominal(
        falsePositives(
            () ->
                ((StratifiedEstimate)
                        StratifiedComparison.of(
                            MetricKind.PROPORTION,
                            List.of(period(random, 700, 300, 0.3), period(random, 300, 700, 0.15))))
                    .estimate()),
        RUNS,
        0.05);
  }

  @Test
  void intervalsCoverATrueEffect() {
    SplittableRandom random = new SplittableRandom(14);
    double absolute =
        coverage(
            exponentials(random, 2),
            exponentials(random, 2.5),
            MetricKind.MEAN,
            estimate -> estimate.interval(0.05),
            0.5);
    double relative =
        coverage(
            proportion(random, 0.2),
            proportion(random, 0.25),
            MetricKind.PROPORTION,
            estimate -> estimate.relativeLift().orElseThrow().interval(0.05),
            0.25);

    assertThat(absolute).isBetween(0.94, 0.96);
    assertThat(relative).isBetween(0.94, 0.96);
  }

  @Test
  void sampleRatioAlarms() {
    SplittableRandom random = new SplittableRandom(15);
    int runs = 100_000;
    long alarms = 0;
    for (int run = 0; run < runs; run++) {
      int first = Draws.halves(random, 100);
      Split split = Split.of(new long[] {first, 6400 - first}, new double[] {1, 1});
      SampleRatio ratio = (SampleRatio) SampleRatioOutcome.chiSquare(List.of(split));
      alarms += ratio.healthy() ? 0 : 1;
    }

    assertNominal(alarms, runs, SampleRatio.ALARM_LEVEL);
  }
}
