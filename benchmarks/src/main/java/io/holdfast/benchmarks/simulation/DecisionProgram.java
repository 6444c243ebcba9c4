package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.Program;
import io.holdfast.benchmarks.simulation.Bound.Unit;
import io.holdfast.benchmarks.simulation.PlannedExperiment.Ending;
import io.holdfast.benchmarks.simulation.PlannedExperiment.Fate;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * How often experiments with a known truth are promoted and rolled back when they are decided every
 * day, and how soon: the table in {@code docs/experiments.md}.
 *
 * <pre>benchmarks/run decision-simulation --runs 500 --users 700 --days 28 --seed 1</pre>
 */
public final class DecisionProgram {
  private DecisionProgram() {}

  private static final double BASE = 0.2;
  private static final Bound ERROR = Bound.atMost(0.05);
  private static final Bound POWER = Bound.atLeast(0.9);

  /** The program; see {@link Program#run}. */
  public static void run(List<String> given, PrintStream out) {
    Arguments arguments = Arguments.parse(given, "runs", "users", "days", "seed");
    int runs = arguments.integer("runs", "500");
    int users = arguments.integer("users", "700");
    int days = arguments.integer("days", "28");
    long seed = arguments.integer("seed", "1");
    out.printf(
        Locale.ROOT,
        "decision-simulation: %,d experiments an effect, %,d users an arm a day for %d days, seed %d, Java %s%n%n",
        runs,
        users,
        days,
        seed,
        Runtime.version());
    long start = System.nanoTime();
    Table table = new Table(out);
    print(table, "−2 points", ERROR, POWER, run(-0.02, users, days, runs, seed));
    print(table, "no effect", ERROR, ERROR, run(0, users, days, runs, seed + 1));
    print(table, "+2 points", POWER, ERROR, run(0.02, users, days, runs, seed + 2));
    table.summary();
    out.printf(Locale.ROOT, "%.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static Runs<Ending> run(double effect, int users, int days, int runs, long seed) {
    return Runs.of(runs, seed, new PlannedExperiment(BASE, effect, users, days)::run);
  }

  private static void print(
      Table table, String effect, Bound promoted, Bound rolledBack, Runs<Ending> endings) {
    print(table, effect + ": promoted", Fate.PROMOTED, promoted, endings);
    print(table, effect + ": rolled back", Fate.ROLLED_BACK, rolledBack, endings);
  }

  private static void print(
      Table table, String what, Fate fate, Bound bound, Runs<Ending> endings) {
    table.row(what, endings.share(ending -> ending.fate() == fate), Unit.PERCENT, bound);
    if (bound.equals(POWER)) {
      table.row(what + ", median day", medianDay(endings, fate), Unit.DAYS, Bound.NONE);
    }
  }

  /** The day by which half of those that ended so had ended; NaN if none did. */
  private static double medianDay(Runs<Ending> endings, Fate fate) {
    int[] days =
        endings.outcomes().stream()
            .filter(ending -> ending.fate() == fate)
            .mapToInt(Ending::day)
            .sorted()
            .toArray();
    return days.length == 0 ? Double.NaN : days[(days.length - 1) / 2];
  }
}
