package io.holdfast.benchmarks.simulation;

import io.holdfast.stickiness.statistics.AdjustedComparison;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.ClusteredQuantile;
import io.holdfast.stickiness.statistics.ClusteredValues;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import io.holdfast.stickiness.statistics.StratifiedComparison;
import io.holdfast.stickiness.statistics.StratifiedEstimate;
import io.holdfast.stickiness.statistics.Stratum;
import io.holdfast.stickiness.statistics.WinsorizationCaps;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * One experiment for each statistic, with users drawn from distributions whose truth is known: the
 * variant's metric is {@code 1 + lift} times the control's.
 *
 * @param users in each arm
 * @param lift 0 for an A/A test
 */
record Experiments(int users, double lift) {

  private static final double SHARE = 0.2;
  private static final double MEAN = 10;

  /** 300 s · (1 + 0.1 E[s²] / E[s]) of s = 0 to 4 sessions: see {@link #seconds}. */
  private static final double SECONDS_PER_SESSION = 390;

  private static final double MEDIAN = 300;
  private static final double NEW_USERS = 0.2;
  private static final double MEAN_WITH_NEW_USERS = (1 - NEW_USERS) * 10 + NEW_USERS * 8;

  /** Those whose truth is known under an effect too. */
  List<Experiment> all() {
    return List.of(
        proportion(), mean(), ratio(), median(), adjustedMean(), adjustedRatio(), periods());
  }

  Experiment proportion() {
    return experiment(
        "proportion",
        SHARE,
        random -> Population.compare(random, users, SHARE, SHARE * (1 + lift)));
  }

  /** Exponential values. */
  Experiment mean() {
    return experiment(
        "mean",
        MEAN,
        random -> {
          Moments control = Moments.EMPTY;
          Moments variant = Moments.EMPTY;
          for (int user = 0; user < users; user++) {
            control = control.plus(MEAN * random.nextExponential());
            variant = variant.plus(MEAN * (1 + lift) * random.nextExponential());
          }
          return (Estimate) Comparison.between(MetricKind.MEAN, control, variant);
        });
  }

  /** Seconds per session; users with more sessions have longer ones. */
  Experiment ratio() {
    return experiment(
        "ratio",
        SECONDS_PER_SESSION,
        random -> {
          PairMoments control = PairMoments.EMPTY;
          PairMoments variant = PairMoments.EMPTY;
          for (int user = 0; user < users; user++) {
            int sessions = random.nextInt(5);
            control = control.plus(seconds(random, level(random), sessions), sessions);
            sessions = random.nextInt(5);
            double seconds = (1 + lift) * seconds(random, level(random), sessions);
            variant = variant.plus(seconds, sessions);
          }
          return (Estimate) Comparison.between(MetricKind.RATIO, control, variant);
        });
  }

  /** The median session length; log-normal with a level of the user's own. */
  Experiment median() {
    return experiment(
        "median, clustered",
        MEDIAN,
        random ->
            (Estimate)
                new ClusteredQuantile(0.5, 1)
                    .between(lengths(random, MEDIAN), lengths(random, MEDIAN * (1 + lift))));
  }

  /** Correlation 0.7 with the time before, which one user in five does not have. */
  Experiment adjustedMean() {
    return experiment(
        "CUPED mean",
        MEAN_WITH_NEW_USERS,
        random -> {
          CovariateMoments control = CovariateMoments.ofMean(1);
          CovariateMoments variant = CovariateMoments.ofMean(1);
          for (int user = 0; user < users; user++) {
            control = Population.plusUser(control, random, 0);
            variant = Population.plusUser(variant, random, MEAN_WITH_NEW_USERS * lift);
          }
          return adjusted(MetricKind.MEAN, control, variant);
        });
  }

  /** Seconds per session with the seconds before as covariate. */
  Experiment adjustedRatio() {
    return experiment(
        "CUPED ratio",
        SECONDS_PER_SESSION,
        random -> {
          CovariateMoments control = CovariateMoments.ofRatio(1);
          CovariateMoments variant = CovariateMoments.ofRatio(1);
          for (int user = 0; user < users; user++) {
            control = plusUserWithSessions(control, random, 1);
            variant = plusUserWithSessions(variant, random, 1 + lift);
          }
          return adjusted(MetricKind.RATIO, control, variant);
        });
  }

  /** A proportion over two periods, between which weights and the proportion change. */
  Experiment periods() {
    double control = 0.375 * 0.3 + 0.625 * 0.15;
    return experiment(
        "proportion, two periods",
        control,
        random -> {
          Stratum first = period(random, users * 21 / 40, users * 9 / 40, 0.3);
          Stratum second = period(random, users * 15 / 40, users * 35 / 40, 0.15);
          return ((StratifiedEstimate)
                  StratifiedComparison.of(MetricKind.PROPORTION, List.of(first, second)))
              .estimate();
        });
  }

  /** Log-normal values capped at their 99th percentile; an A/A test. */
  Experiment winsorizedMean() {
    return experiment(
        "mean, winsorized at 99 %",
        Double.NaN,
        random -> {
          double[] control = heavyTailed(random);
          double[] variant = heavyTailed(random);
          WinsorizationCaps caps = WinsorizationCaps.above(0.99, control, variant);
          return (Estimate)
              Comparison.between(MetricKind.MEAN, capped(caps, control), capped(caps, variant));
        });
  }

  private Experiment experiment(
      String name, double control, Function<SplittableRandom, Estimate> run) {
    return new Experiment(name, control * lift, lift, run);
  }

  /** A user's mean seconds in a session, before sessions make it longer; 300 on average. */
  private static double level(SplittableRandom random) {
    return 100 + 400 * random.nextDouble();
  }

  private static double seconds(SplittableRandom random, double level, int sessions) {
    double seconds = 0;
    for (int session = 0; session < sessions; session++) {
      seconds += level * random.nextExponential();
    }
    return seconds * (1 + 0.1 * sessions);
  }

  private ClusteredValues lengths(SplittableRandom random, double median) {
    ClusteredValues.Builder lengths = new ClusteredValues.Builder();
    for (int user = 0; user < users; user++) {
      double level = median * Math.exp(0.6 * random.nextGaussian());
      double[] ofUser = new double[1 + random.nextInt(4)];
      for (int i = 0; i < ofUser.length; i++) {
        ofUser[i] = level * Math.exp(0.8 * random.nextGaussian());
      }
      lengths.add(ofUser);
    }
    return lengths.build();
  }

  private static CovariateMoments plusUserWithSessions(
      CovariateMoments moments, SplittableRandom random, double factor) {
    double level = level(random);
    int sessions = random.nextInt(5);
    double seconds = factor * seconds(random, level, sessions);
    return random.nextDouble() < NEW_USERS
        ? moments.plusMissing(seconds, sessions)
        : moments.plusKnown(seconds, sessions, seconds(random, level, 3));
  }

  private static Estimate adjusted(
      MetricKind kind, CovariateMoments control, CovariateMoments variant) {
    return ((AdjustedEstimate) AdjustedComparison.between(kind, control, variant)).estimate();
  }

  private Stratum period(SplittableRandom random, int control, int variant, double share) {
    return Stratum.of(
        MetricKind.PROPORTION,
        Moments.ofProportion(control, Population.returned(random, control, share)),
        Moments.ofProportion(variant, Population.returned(random, variant, share * (1 + lift))));
  }

  private double[] heavyTailed(SplittableRandom random) {
    return DoubleStream.generate(() -> Math.exp(1.5 * random.nextGaussian()))
        .limit(users)
        .toArray();
  }

  private static Moments capped(WinsorizationCaps caps, double[] values) {
    return Moments.of(DoubleStream.of(values).map(caps::apply).toArray());
  }
}
