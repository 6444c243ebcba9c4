package io.holdfast.benchmarks.simulation;

import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.Program;
import io.holdfast.benchmarks.simulation.BanditRun.Looks;
import io.holdfast.benchmarks.simulation.BanditRun.Outcome;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a bandit saves beside the fixed split, and whether its estimates keep their promises: the
 * tables in {@code docs/statistics.md}. Rewards are delayed by day-1 and day-7 retention.
 *
 * <pre>benchmarks/run bandit-simulation --runs 1k --seed 1</pre>
 */
public final class BanditProgram {
  private static final double[] EFFECTS = {0, 0.01, 0.02, 0.04};
  private static final int[] DELAYS = {2, 8};
  private static final double DRIFT = 0.1;

  private BanditProgram() {}

  /** The program; see {@link Program#run}. */
  public static void run(List<String> given, PrintStream out) {
    Arguments arguments = Arguments.parse(given, "runs", "seed");
    int runs = arguments.integer("runs", "1k");
    long seed = arguments.integer("seed", "1");
    out.printf(
        Locale.ROOT,
        "bandit-simulation: %,d runs a row, %d days of %d users, %.0f %% return, floor %.2f, burn-in %d, seed %d, Java %s%n",
        runs,
        BanditRun.DAYS,
        BanditRun.USERS_A_DAY,
        100 * BanditRun.BASE,
        BanditRun.FLOOR,
        BanditRun.BURN_IN,
        seed,
        Runtime.version());
    long start = System.nanoTime();
    regret(runs, seed, out);
    estimates(runs, seed, out);
    out.printf(Locale.ROOT, "%n%.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void regret(int runs, long seed, PrintStream out) {
    out.printf(
        "%n| reward | effect | fixed split: returns lost | bandit: returns lost (10 %% to 90 %% of runs) | saved |%n|---|---|---|---|---|%n");
    for (int delay : DELAYS) {
      for (double effect : EFFECTS) {
        Runs<Outcome> fixed = runs(runs, seed, new BanditRun(delay, effect, 0, false));
        Runs<Outcome> moved = runs(runs, seed, new BanditRun(delay, effect, 0, true));
        double[] regrets =
            moved.outcomes().stream().mapToDouble(Outcome::regret).sorted().toArray();
        double before = mean(fixed, Outcome::regret);
        double after = mean(moved, Outcome::regret);
        out.printf(
            Locale.ROOT,
            "| day-%d | %s | %.1f | %.1f (%.1f to %.1f) | %s |%n",
            delay - 1,
            points(effect),
            before,
            after,
            regrets[regrets.length / 10],
            regrets[regrets.length * 9 / 10],
            before == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * (1 - after / before)));
      }
    }
  }

  private static void estimates(int runs, long seed, PrintStream out) {
    out.printf(
        "%n| weights | drift | effect | estimator | intervals that ever left out 0 | all intervals cover | bias | half-width at the end |%n|---|---|---|---|---|---|---|---|%n");
    for (boolean adaptive : new boolean[] {false, true}) {
      for (double drift : new double[] {0, DRIFT}) {
        for (double effect : new double[] {0, EFFECTS[2]}) {
          Runs<Outcome> outcomes =
              runs(runs, seed + 1, new BanditRun(DELAYS[0], effect, drift, adaptive));
          String weights = adaptive ? "bandit" : "fixed";
          row(out, weights, drift, effect, "propensities", outcomes, Outcome::propensity);
          row(out, weights, drift, effect, "strata by users", outcomes, Outcome::stratified);
          row(out, weights, drift, effect, "pooled", outcomes, Outcome::pooled);
        }
      }
    }
  }

  private static void row(
      PrintStream out,
      String weights,
      double drift,
      double effect,
      String estimator,
      Runs<Outcome> outcomes,
      Function<Outcome, Looks> looks) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.2f %% | %.2f %% | %+.3f points | %.2f points |%n",
        weights,
        points(drift),
        points(effect),
        estimator,
        100 * outcomes.share(outcome -> looks.apply(outcome).alarm()),
        100 * outcomes.share(outcome -> looks.apply(outcome).covered()),
        100 * mean(outcomes, outcome -> looks.apply(outcome).error()),
        100 * mean(outcomes, outcome -> looks.apply(outcome).halfWidth()));
  }

  private static Runs<Outcome> runs(int runs, long seed, BanditRun experiment) {
    return Runs.of(runs, seed, experiment::run);
  }

  private static double mean(Runs<Outcome> runs, Function<Outcome, Double> what) {
    return runs.outcomes().stream().mapToDouble(what::apply).average().orElseThrow();
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%.0f points", 100 * share);
  }
}
