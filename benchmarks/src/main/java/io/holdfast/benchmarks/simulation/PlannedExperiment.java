package io.holdfast.benchmarks.simulation;

import io.holdfast.contracts.decision.DecisionRule;
import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.contracts.decision.Levels;
import io.holdfast.contracts.decision.Outcome;
import io.holdfast.contracts.decision.Reading;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.DecisionPolicy.Guardrail;
import io.holdfast.contracts.event.DecisionPolicy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An experiment on day-7 retention with two guardrails that nothing happens to, decided every day
 * by the product's own rule ({@link DecisionRule}) from the product's own statistics. The policy
 * asks for no minimum of users or days, so that the rule may err from the first look on.
 *
 * @param base control's retention
 * @param effect the challenger's retention less control's
 * @param entrants users that enter each arm on each day
 * @param entryDays days on which users enter
 */
record PlannedExperiment(double base, double effect, int entrants, int entryDays) {

  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final double ALPHA = 0.05;
  private static final double MARGIN_STANDARD_ERRORS = 5;

  /** How it ended. */
  enum Fate {
    PROMOTED,
    ROLLED_BACK,
    UNDECIDED
  }

  /**
   * What became of one run.
   *
   * @param fate how it ended
   * @param day days since the start
   */
  record Ending(Fate fate, int day) {}

  /** N*, both arms together. */
  long plannedUsers() {
    return 2L * usersAnArm();
  }

  /** The last look: everyone's outcome has matured. */
  int lastDay() {
    return entryDays + SimulatedArm.RETENTION_MATURES_AFTER;
  }

  /** Runs it until it is decided, or nobody is left to mature. */
  Ending run(SplittableRandom random) {
    DecisionPolicy policy = policy();
    SimulatedArm control = new SimulatedArm(base);
    SimulatedArm challenger = new SimulatedArm(base + effect);
    for (int day = 1; day <= lastDay(); day++) {
      if (day <= entryDays) {
        control.enter(random, entrants);
        challenger.enter(random, entrants);
      }
      switch (look(policy, day, control.at(day), challenger.at(day))) {
        case Outcome.Promote _ -> {
          return new Ending(Fate.PROMOTED, day);
        }
        case Outcome.RollBack _ -> {
          return new Ending(Fate.ROLLED_BACK, day);
        }
        case Outcome.KeepRunning _ -> {
          // Another day.
        }
      }
    }
    return new Ending(Fate.UNDECIDED, lastDay());
  }

  /** Each margin is five standard errors of the guardrail's difference at the end. */
  private DecisionPolicy policy() {
    return new DecisionPolicy(
        SimulatedResults.RETENTION,
        List.of(
            new Guardrail(
                SimulatedResults.SESSION_SECONDS, margin(SimulatedArm.SESSION_SECONDS_VARIANCE)),
            new Guardrail(
                SimulatedResults.SESSIONS_PER_USER,
                margin(SimulatedArm.SESSIONS_PER_USER_VARIANCE))),
        ALPHA,
        0,
        0,
        Mode.AUTOMATIC);
  }

  private double margin(double variance) {
    return MARGIN_STANDARD_ERRORS * Math.sqrt(2 * variance / usersAnArm());
  }

  private int usersAnArm() {
    return entrants * entryDays;
  }

  private Outcome look(
      DecisionPolicy policy, int day, SimulatedArm.Totals control, SimulatedArm.Totals challenger) {
    Levels levels = Levels.of(policy, 1);
    Instant now = START.plus(Duration.ofDays(day));
    SimulatedResults results = new SimulatedResults(control, challenger, plannedUsers());
    ExperimentResults promotion = results.at(now, levels.promotion());
    ExperimentResults rollBack = results.at(now, levels.rollBack());
    return DecisionRule.decide(
        new Reading(policy, List.of(SimulatedResults.CHALLENGER), START, now, promotion, rollBack));
  }
}
