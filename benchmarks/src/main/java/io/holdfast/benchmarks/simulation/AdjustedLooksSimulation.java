package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.stickiness.statistics.AdjustedComparison;
import io.holdfast.stickiness.statistics.AdjustedEstimate;
import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.StratifiedComparison;
import io.holdfast.stickiness.statistics.StratifiedEstimate;
import io.holdfast.stickiness.statistics.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A/A tests that are looked at on 28 days by always-valid intervals of adjusted estimates: with
 * covariates, whose coefficient is estimated anew at each look; and with weights that change after
 * half of the time, while fewer users return than before.
 *
 * @param runs of each experiment
 * @param seed of the first one
 */
record AdjustedLooksSimulation(int runs, long seed) {

  private static final int LOOKS = 28;
  private static final int ENTRANTS = 200;
  private static final long PLANNED = (long) LOOKS * ENTRANTS;
  private static final double ALPHA = 0.05;

  void print(Table table) {
    table.row(
        "28 looks, A/A, false alarms: always-valid, CUPED",
        Runs.of(runs, seed, AdjustedLooksSimulation::covariatesAlarm).share(alarm -> alarm),
        Unit.PERCENT,
        Bound.atMost(0.03));
    table.row(
        "28 looks, A/A, weights 50:50, then 80:20, false alarms: always-valid, strata",
        Runs.of(runs, seed + 1, AdjustedLooksSimulation::strataAlarm).share(alarm -> alarm),
        Unit.PERCENT,
        Bound.atMost(0.03));
  }

  private static boolean covariatesAlarm(SplittableRandom random) {
    CovariateMoments[] arms = {CovariateMoments.ofMean(1), CovariateMoments.ofMean(1)};
    boolean alarm = false;
    for (int look = 0; look < LOOKS; look++) {
      for (int entrant = 0; entrant < ENTRANTS; entrant++) {
        int arm = random.nextInt(2);
        arms[arm] = Population.plusUser(arms[arm], random, 0);
      }
      alarm |=
          AdjustedComparison.between(MetricKind.MEAN, arms[0], arms[1])
                  instanceof AdjustedEstimate adjusted
              && isAlarm(adjusted.estimate());
    }
    return alarm;
  }

  private static boolean strataAlarm(SplittableRandom random) {
    List<Stratum> strata = new ArrayList<>();
    boolean alarm = false;
    for (int period = 0; period < 2; period++) {
      double weight = period == 0 ? 0.5 : 0.8;
      double share = period == 0 ? 0.3 : 0.15;
      long[] users = new long[2];
      long[] returned = new long[2];
      for (int look = 0; look < LOOKS / 2; look++) {
        for (int entrant = 0; entrant < ENTRANTS; entrant++) {
          int arm = random.nextDouble() < weight ? 1 : 0;
          users[arm]++;
          returned[arm] += random.nextDouble() < share ? 1 : 0;
        }
        List<Stratum> now = new ArrayList<>(strata);
        now.add(stratum(users, returned));
        alarm |=
            StratifiedComparison.of(MetricKind.PROPORTION, now) instanceof StratifiedEstimate all
                && isAlarm(all.estimate());
      }
      strata.add(stratum(users, returned));
    }
    return alarm;
  }

  private static Stratum stratum(long[] users, long[] returned) {
    return Stratum.of(
        MetricKind.PROPORTION,
        Moments.ofProportion(users[0], returned[0]),
        Moments.ofProportion(users[1], returned[1]));
  }

  private static boolean isAlarm(Estimate estimate) {
    return !estimate.alwaysValidInterval(ALPHA, PLANNED).contains(0);
  }
}
