package io.holdfast.benchmarks;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks by name and prints what they compare. Behind the script {@code run}. */
public final class RunBenchmark {
  private RunBenchmark() {}

  /**
   * The name of a comparison and its arguments; or the name of a plan or {@code all}, then JMH's
   * own options.
   *
   * @throws RunnerException if a benchmark fails
   * @throws IOException if a comparison's file cannot be written or process not be started
   * @throws InterruptedException if the thread is interrupted while it waits for a process
   */
  public static void main(String[] arguments)
      throws RunnerException, IOException, InterruptedException {
    if (arguments.length > 0 && Comparisons.NAMED.containsKey(arguments[0])) {
      compare(arguments);
      return;
    }
    List<Plan> plans =
        arguments.length == 0
            ? List.of()
            : arguments[0].equals("all") ? Plan.ALL : Plan.named(arguments[0]).stream().toList();
    if (plans.isEmpty()) {
      System.err.println(
          "benchmarks/run NAME [JMH options]; NAME is all or one of "
              + Plan.ALL.stream().map(Plan::name).toList()
              + "; or benchmarks/run NAME [--name value ...]; NAME is one of "
              + Comparisons.NAMED.keySet());
      System.exit(2);
    }
    try {
      Options options = new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length));
      for (Plan plan : plans) {
        run(plan, options, System.out);
      }
    } catch (CommandLineOptionException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void compare(String[] arguments) throws IOException, InterruptedException {
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    try {
      Comparisons.NAMED.get(arguments[0]).run(rest, System.out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** Runs one, whole, and prints its comparison. */
  static void run(Plan plan, Options options, PrintStream out) throws RunnerException {
    Options all =
        new OptionsBuilder()
            .parent(options)
            .include("\\Q" + plan.benchmark().getName() + "\\E\\..*")
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTimeProfiler.class)
            .shouldFailOnError(true)
            .build();
    Comparison comparison = new Comparison(plan, new Runner(all).run());
    LinearAlgebra linearAlgebra = LinearAlgebraProvider.get();
    out.printf(
        "%n%s%nJava %s, %s; linear algebra: %s: %s%n%s%n%n",
        plan.name(),
        Runtime.version(),
        System.getProperty("os.arch"),
        linearAlgebra.name(),
        linearAlgebra.reason(),
        comparison.text());
  }
}
