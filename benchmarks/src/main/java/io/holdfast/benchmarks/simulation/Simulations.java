package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.Program;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Repeats experiments with a known truth and prints, beside the bounds they must keep, the error
 * rates, coverage, power and variances of the statistics: the table in {@code docs/statistics.md}.
 *
 * <pre>benchmarks/run simulations --runs 20k --splits 200k --users 2k --seed 1</pre>
 */
public final class Simulations {
  private Simulations() {}

  /** The program; see {@link Program#run}. */
  public static void run(List<String> given, PrintStream out) {
    Arguments arguments = Arguments.parse(given, "runs", "splits", "users", "seed");
    int runs = arguments.integer("runs", "20k");
    int splits = arguments.integer("splits", "200k");
    int users = arguments.integer("users", "2k");
    long seed = arguments.integer("seed", "1");
    out.printf(
        Locale.ROOT,
        "simulations: %,d runs of %,d users an arm, %,d splits, seed %d, Java %s%n%n",
        runs,
        users,
        splits,
        seed,
        Runtime.version());
    long start = System.nanoTime();
    Table table = new Table(out);
    new FixedHorizonSimulation(runs, users, seed).print(table);
    new CovariateSimulation(runs, users, seed).print(table);
    new BayesianSimulation(runs, users, seed).print(table);
    new StaggeredEntrySimulation(runs, seed).print(table);
    new AdjustedLooksSimulation(runs, seed).print(table);
    new DecisionSimulation(runs, users, seed).print(table);
    new SampleRatioSimulation(splits, seed).print(table);
    table.summary();
    out.printf(Locale.ROOT, "%.0f s%n", (System.nanoTime() - start) / 1e9);
  }
}
