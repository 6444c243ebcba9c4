package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.data.PowerLawData;
import io.holdfast.benchmarks.data.Rows;
import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.Program;
import io.holdfast.benchmarks.program.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the cost of an iteration of {@code als} grows with the data: CPU time at several sizes of the
 * shape of MovieLens-20M, and the fit of {@code a·nnz·d² + b·(users + items)·d³} to them.
 *
 * <pre>benchmarks/run als-scaling --scales 1m,2m,5m,10m,20m --factors 64</pre>
 */
public final class AlsScaling {
  private AlsScaling() {}

  /** The program; see {@link Program#run}. */
  public static void run(List<String> given, PrintStream out)
      throws IOException, InterruptedException {
    Arguments arguments =
        Arguments.parse(
            given, "scales", "factors", "iterations", "solver", "repeats", "threads", "work");
    Path work = Path.of(arguments.text("work", "benchmarks/target/peers"));
    String solver = arguments.text("solver", "cholesky");
    int threads = arguments.integer("threads", "2");
    HoldfastAls als = new HoldfastAls(solver, work);
    for (int d : arguments.integers("factors", "64")) {
      out.printf("als-scaling: solver %s, d = %d, %d threads%n", solver, d, threads);
      List<AffineCost.Point> points = new ArrayList<>();
      for (int scale : arguments.integers("scales", "1m,2m,5m,10m,20m")) {
        Path folder = DataFolder.of(work, PowerLawData.Shape.ofMovieLens(scale));
        Rows rows = DataFolder.read(folder);
        Task task = new Task(folder, d, arguments.integer("iterations", "4"), 10, 0.01, threads, 1);
        List<Run> runs = new ArrayList<>();
        for (int repeat = 0; repeat < arguments.integer("repeats", "1"); repeat++) {
          runs.add(withoutTheFirst(als.train(task)));
        }
        Spread seconds = new Runs(als.name(), als.solvesExactly(), runs).epochCpuSeconds();
        points.add(
            new AffineCost.Point(
                rows.entries() * Math.pow(d, 2),
                (rows.users() + rows.items()) * Math.pow(d, 3),
                seconds.median()));
        out.printf(
            Locale.ROOT,
            "%,12d entries, %,8d users, %,7d items: %s s of CPU an iteration%n",
            rows.entries(),
            rows.users(),
            rows.items(),
            seconds);
      }
      print(AffineCost.fit(points), points, out);
    }
  }

  /** The first iteration runs while the virtual machine still compiles. */
  private static Run withoutTheFirst(Run run) {
    return run.epochs().size() == 1
        ? run
        : new Run(
            run.setup(),
            run.epochs().subList(1, run.epochs().size()),
            run.kernel(),
            run.peakBytes());
  }

  private static void print(AffineCost cost, List<AffineCost.Point> points, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "fit: %.4g ns · nnz · d² + %.4g ns · (users + items) · d³; residuals:",
        cost.perEntry() * 1e9,
        cost.perRow() * 1e9);
    for (AffineCost.Point point : points) {
      out.printf(Locale.ROOT, " %+.1f %%", 100 * (point.seconds() / cost.at(point) - 1));
    }
    out.println();
  }
}
