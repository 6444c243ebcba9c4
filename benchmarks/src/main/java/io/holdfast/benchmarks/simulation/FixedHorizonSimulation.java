package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * One look at the end: false alarms of A/A tests; under an effect coverage, and whether reported
 * errors are the real ones.
 *
 * @param runs of each experiment
 * @param users in each arm
 * @param seed of the first experiment
 */
record FixedHorizonSimulation(int runs, int users, long seed) {

  private static final double ALPHA = 0.05;
  private static final double LIFT = 0.1;

  /** What one run saw. */
  private record Outcome(
      boolean alarm,
      boolean coversDifference,
      boolean coversRelativeLift,
      double difference,
      double squaredError) {

    static Outcome of(Experiment experiment, Estimate estimate) {
      return new Outcome(
          estimate.pValue() < ALPHA,
          estimate.interval(ALPHA).contains(experiment.difference()),
          estimate.relativeLift().orElseThrow().interval(ALPHA).contains(experiment.relativeLift()),
          estimate.difference(),
          estimate.standardError() * estimate.standardError());
    }
  }

  void print(Table table) {
    Experiments same = new Experiments(users, 0);
    List<Experiment> withoutEffect = new ArrayList<>(same.all());
    withoutEffect.add(same.winsorizedMean());
    for (Experiment experiment : withoutEffect) {
      table.row(
          "A/A, false alarms: " + experiment.name(),
          run(experiment).share(Outcome::alarm),
          Unit.PERCENT,
          new Bound(0.045, 0.055));
    }
    for (Experiment experiment : new Experiments(users, LIFT).all()) {
      printUnderEffect(experiment, table);
    }
  }

  private void printUnderEffect(Experiment experiment, Table table) {
    Runs<Outcome> outcomes = run(experiment);
    Bound coverage = new Bound(0.94, 0.96);
    table.row(
        "coverage of the difference: " + experiment.name(),
        outcomes.share(Outcome::coversDifference),
        Unit.PERCENT,
        coverage);
    table.row(
        "coverage of the relative lift: " + experiment.name(),
        outcomes.share(Outcome::coversRelativeLift),
        Unit.PERCENT,
        coverage);
    table.row(
        "mean SE² / variance of the difference: " + experiment.name(),
        mean(outcomes) / variance(outcomes),
        Unit.RATIO,
        new Bound(0.97, 1.03));
  }

  private Runs<Outcome> run(Experiment experiment) {
    long own = seed + experiment.name().hashCode() + (experiment.relativeLift() == 0 ? 0 : 1);
    return Runs.of(runs, own, random -> Outcome.of(experiment, experiment.run().apply(random)));
  }

  private static double mean(Runs<Outcome> outcomes) {
    return outcomes.outcomes().stream().mapToDouble(Outcome::squaredError).average().orElseThrow();
  }

  private static double variance(Runs<Outcome> outcomes) {
    return Moments.of(outcomes.outcomes().stream().mapToDouble(Outcome::difference).toArray())
        .variance();
  }
}
