package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Interval;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import java.util.SplittableRandom;

/**
 * Users enter on each of 28 days and are split at random; whether they return on day 7 is known
 * eight days after they entered. From then on somebody looks every day, 28 times: look k sees who
 * entered on the first k days. The last look is at N* users.
 *
 * @param runs of each experiment
 * @param seed of the first one
 */
record StaggeredEntrySimulation(int runs, long seed) {

  private static final int LOOKS = 28;
  private static final int ENTRANTS = 200;
  private static final long PLANNED = (long) LOOKS * ENTRANTS;
  private static final double ALPHA = 0.05;
  private static final double SHARE = 0.2;
  private static final double STANDARD_ERRORS = 4.5;

  /** What the looks of one run saw. */
  private record Outcome(
      boolean alwaysValidAlarm,
      boolean found,
      boolean fixedHorizonAlarm,
      boolean allCoverDifference,
      boolean allCoverRelativeLift,
      double widthRatio) {}

  void print(Table table) {
    Runs<Outcome> same = Runs.of(runs, seed, random -> run(random, SHARE));
    double effect = effect();
    Runs<Outcome> better = Runs.of(runs, seed + 1, random -> run(random, SHARE + effect));
    table.row(
        "28 looks, A/A, false alarms: always-valid",
        same.share(Outcome::alwaysValidAlarm),
        Unit.PERCENT,
        Bound.atMost(0.03));
    table.row(
        "28 looks, A/A, false alarms: fixed-horizon test, **peeked at**",
        same.share(Outcome::fixedHorizonAlarm),
        Unit.PERCENT,
        new Bound(0.24, 0.30));
    table.row(
        "always-valid half-width at N* / fixed-horizon",
        same.outcomes().stream().mapToDouble(Outcome::widthRatio).average().orElseThrow(),
        Unit.RATIO,
        Bound.atMost(1.6));
    table.row(
        "28 looks, effect of 4.5 standard errors: found by the always-valid lower bound",
        better.share(Outcome::found),
        Unit.PERCENT,
        Bound.atLeast(0.9));
    table.row(
        "all 28 always-valid intervals of the difference cover",
        better.share(Outcome::allCoverDifference),
        Unit.PERCENT,
        Bound.atLeast(0.95));
    table.row(
        "all 28 always-valid intervals of the relative lift cover",
        better.share(Outcome::allCoverRelativeLift),
        Unit.PERCENT,
        Bound.atLeast(0.95));
  }

  /** 4.5 standard errors of the difference at N*. */
  private static double effect() {
    double effect = 0;
    for (int i = 0; i < 100; i++) {
      double variant = SHARE + effect;
      double perUser = SHARE * (1 - SHARE) + variant * (1 - variant);
      effect = STANDARD_ERRORS * Math.sqrt(2 * perUser / PLANNED);
    }
    return effect;
  }

  private static Outcome run(SplittableRandom random, double variantShare) {
    long[] users = new long[2];
    long[] returned = new long[2];
    double[] shares = {SHARE, variantShare};
    Looks looks = new Looks(variantShare - SHARE);
    for (int look = 0; look < LOOKS; look++) {
      for (int entrant = 0; entrant < ENTRANTS; entrant++) {
        int arm = random.nextInt(2);
        users[arm]++;
        returned[arm] += random.nextDouble() < shares[arm] ? 1 : 0;
      }
      Comparison comparison =
          Comparison.between(
              MetricKind.PROPORTION,
              Moments.ofProportion(users[0], returned[0]),
              Moments.ofProportion(users[1], returned[1]));
      if (comparison instanceof Estimate estimate) {
        looks.take(estimate);
      }
    }
    return looks.outcome();
  }

  /** The looks of one run so far. */
  private static final class Looks {

    private final double truth;
    private boolean alwaysValidAlarm;
    private boolean found;
    private boolean fixedHorizonAlarm;
    private boolean allCoverDifference = true;
    private boolean allCoverRelativeLift = true;
    private double widthRatio;

    Looks(double truth) {
      this.truth = truth;
    }

    void take(Estimate estimate) {
      Interval alwaysValid = estimate.alwaysValidInterval(ALPHA, PLANNED);
      alwaysValidAlarm |= !alwaysValid.contains(0);
      found |= alwaysValid.lower() > 0;
      fixedHorizonAlarm |= estimate.pValue() < ALPHA;
      allCoverDifference &= alwaysValid.contains(truth);
      allCoverRelativeLift &=
          estimate
              .relativeLift()
              .map(lift -> lift.alwaysValidInterval(ALPHA, PLANNED).contains(truth / SHARE))
              .orElse(true);
      widthRatio = alwaysValid.width() / estimate.interval(ALPHA).width();
    }

    Outcome outcome() {
      return new Outcome(
          alwaysValidAlarm,
          found,
          fixedHorizonAlarm,
          allCoverDifference,
          allCoverRelativeLift,
          widthRatio);
    }
  }
}
