package io.holdfast.experiment.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.decision.DecisionRule;
import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.contracts.decision.ExperimentResults.Challenger;
import io.holdfast.contracts.decision.ExperimentResults.Interval;
import io.holdfast.contracts.decision.ExperimentResults.Metric;
import io.holdfast.contracts.decision.Levels;
import io.holdfast.contracts.decision.Outcome;
import io.holdfast.contracts.decision.Reading;
import io.holdfast.contracts.event.DecisionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How often the rule errs when it looks every day: users enter over four weeks, their day-7 outcome
 * counts once it has matured, and the first promotion or roll-back ends the run.
 */
class FalsePromotionTest {
  private static final int RUNS = 2000;
  private static final long SEED = 20261124;
  private static final double ALPHA = 0.05;
  private static final double BASE = 0.2;
  private static final int ENTRY_DAYS = 28;
  private static final int USERS_A_DAY = 25;
  private static final int MATURES_AFTER_DAYS = 8;
  private static final int PLANNED = 2 * ENTRY_DAYS * USERS_A_DAY;
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final String METRIC = "retention-day-7";

  /** No minimum holds the rule back: it may promote at its first look. */
  private static final DecisionPolicy POLICY =
      new DecisionPolicy(METRIC, List.of(), ALPHA, 0, 0, DecisionPolicy.Mode.AUTOMATIC);

  private record Tally(int promotions, int rollBacks) {}

  @Test
  void promotesAtMostAlphaWithoutADifference() {
    Tally tally = runs(0);
    assertThat(tally.promotions()).isLessThanOrEqualTo((int) (ALPHA * RUNS));
    assertThat(tally.rollBacks()).isLessThanOrEqualTo((int) (ALPHA * RUNS));
    // Both ways together too, because the interval is two-sided.
    assertThat(tally.promotions() + tally.rollBacks()).isLessThanOrEqualTo((int) (ALPHA * RUNS));
  }

  @Test
  void findsATrueDifferenceInEitherDirection() {
    Tally better = runs(0.15);
    assertThat(better.promotions()).isGreaterThanOrEqualTo((int) (0.9 * RUNS));
    assertThat(better.rollBacks()).isLessThanOrEqualTo((int) (ALPHA * RUNS));
    Tally worse = runs(-0.12);
    assertThat(worse.rollBacks()).isGreaterThanOrEqualTo((int) (0.9 * RUNS));
    assertThat(worse.promotions()).isLessThanOrEqualTo((int) (ALPHA * RUNS));
  }

  private static Tally runs(double effect) {
    SplittableRandom seeds = new SplittableRandom(SEED);
    int promotions = 0;
    int rollBacks = 0;
    for (int run = 0; run < RUNS; run++) {
      switch (run(seeds.split(), effect)) {
        case Outcome.Promote promote -> promotions++;
        case Outcome.RollBack rollBack -> rollBacks++;
        case Outcome.KeepRunning keep -> {
          // Ended undecided.
        }
      }
    }
    return new Tally(promotions, rollBacks);
  }

  private static Outcome run(SplittableRandom random, double effect) {
    long users = 0;
    long control = 0;
    long challenger = 0;
    Outcome outcome = null;
    for (int day = MATURES_AFTER_DAYS; day < ENTRY_DAYS + MATURES_AFTER_DAYS; day++) {
      for (int user = 0; user < USERS_A_DAY; user++) {
        users++;
        control += random.nextDouble() < BASE ? 1 : 0;
        challenger += random.nextDouble() < BASE + effect ? 1 : 0;
      }
      outcome = look(START.plus(Duration.ofDays(day)), users, control, challenger);
      if (!(outcome instanceof Outcome.KeepRunning)) {
        return outcome;
      }
    }
    return outcome;
  }

  private static Outcome look(Instant day, long users, long control, long challenger) {
    Levels levels = Levels.of(POLICY, 1);
    return DecisionRule.decide(
        new Reading(
            POLICY,
            List.of("challenger"),
            START,
            day,
            results(day, levels.promotion(), users, control, challenger),
            results(day, levels.rollBack(), users, control, challenger)));
  }

  private static ExperimentResults results(
      Instant day, double alpha, long users, long control, long challenger) {
    AlwaysValidInterval interval =
        AlwaysValidInterval.ofProportions(users, challenger, users, control, alpha, PLANNED);
    Challenger arm =
        interval == null
            ? new Challenger("challenger", users, null, null)
            : new Challenger(
                "challenger",
                users,
                interval.difference(),
                new Interval(interval.lower(), interval.upper()));
    return new ExperimentResults(
        "aa", 1, day, day, List.of(), true, List.of(new Metric(METRIC, users, List.of(arm))));
  }
}
