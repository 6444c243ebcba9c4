package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.stickiness.statistics.Baseline;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inference;
import io.holdfast.stickiness.statistics.MultipleTests;
import io.holdfast.stickiness.statistics.NonInferiority;
import io.holdfast.stickiness.statistics.PowerAnalysis;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What decisions are made of: whether planned power is had, how often a guardrail that is broken
 * passes, and false alarms among several metrics.
 *
 * @param runs of each experiment
 * @param users in each arm, where they are not planned
 * @param seed of the first one
 */
record DecisionSimulation(int runs, int users, long seed) {

  private static final double ALPHA = 0.05;
  private static final double SHARE = 0.2;
  private static final double EFFECT = 0.03;
  private static final double POWER = 0.8;
  private static final int METRICS = 5;

  void print(Table table) {
    for (Inference inference : Inference.values()) {
      table.row(
          "planned for a power of 80 %, found at the planned end: "
              + inference.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          planned(inference),
          Unit.PERCENT,
          new Bound(0.79, 0.81));
    }
    table.row(
        "guardrail worse by exactly its margin, passes: fixed-horizon",
        Runs.of(runs, seed + 2, this::brokenGuardrailPasses).share(passes -> passes),
        Unit.PERCENT,
        new Bound(0.02, 0.03));
    table.row(
        "five metrics, A/A, any false alarm: Holm",
        Runs.of(runs, seed + 3, this::anyAlarm).share(alarm -> alarm),
        Unit.PERCENT,
        new Bound(0.045, 0.055));
  }

  private double planned(Inference inference) {
    long planned =
        new PowerAnalysis(ALPHA, inference, 0.5)
            .requiredUsers(new Baseline.Proportion(SHARE), EFFECT, POWER)
            .orElseThrow();
    int each = Math.toIntExact((planned + 1) / 2);
    return Runs.of(runs, seed, random -> found(random, inference, each)).share(found -> found);
  }

  private static boolean found(SplittableRandom random, Inference inference, int each) {
    Estimate estimate = Population.compare(random, each, SHARE, SHARE + EFFECT);
    return switch (inference) {
      case FIXED_HORIZON -> estimate.pValue() < ALPHA;
      case ALWAYS_VALID -> !estimate.alwaysValidInterval(ALPHA, 2L * each).contains(0);
    };
  }

  private boolean brokenGuardrailPasses(SplittableRandom random) {
    Estimate estimate = Population.compare(random, users, SHARE, SHARE - EFFECT);
    return new NonInferiority(estimate, EFFECT).verdict(ALPHA)
        == NonInferiority.Verdict.NON_INFERIOR;
  }

  private boolean anyAlarm(SplittableRandom random) {
    double[] p = new double[METRICS];
    Arrays.setAll(p, i -> Population.compare(random, users, SHARE, SHARE).pValue());
    return Arrays.stream(MultipleTests.holm(p)).anyMatch(adjusted -> adjusted < ALPHA);
  }
}
