package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.data.Rows;
import io.holdfast.benchmarks.program.Spread;
import io.holdfast.core.linalg.LinearAlgebra;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@link AlsPeers} prints. */
final class PeersReport {

  private final PrintStream out;
  private final Rows rows;
  private final int threads;
  private final double gemmPeak;

  /** A report about contestants on {@code rows}. */
  PeersReport(PrintStream out, Rows rows, int threads, double gemmPeak) {
    this.out = out;
    this.rows = rows;
    this.threads = threads;
    this.gemmPeak = gemmPeak;
  }

  void absent(String name, Exception why) {
    out.printf("%s is left out: %s%n", name, why.getMessage());
  }

  void start(LinearAlgebra linearAlgebra) {
    print(
        "als-peers: %,d users x %,d items, %,d entries; %d threads, Java %s%n"
            + "sgemm of order 1024 on all threads: %.1f GFLOP/s; linear algebra: %s: %s%n",
        rows.users(),
        rows.items(),
        rows.entries(),
        threads,
        Runtime.version(),
        gemmPeak,
        linearAlgebra.name(),
        linearAlgebra.reason());
  }

  /**
   * Prints one number of dimensions.
   *
   * @param all of the same task
   * @param implicit the peer among them whose loss is to be reached, if it ran
   * @param spark the peer whose times are compared, if it ran
   */
  void compare(Task task, List<Runs> all, @Nullable Runs implicit, @Nullable Runs spark) {
    print(
        "%nd = %d: %d iterations, confidence 1 + %s, regularization %s%n",
        task.factors(), task.iterations(), task.confidence(), task.regularization());
    for (Runs runs : all) {
      times(task, runs);
    }
    for (Runs runs : all) {
      losses(runs);
    }
    if (implicit != null) {
      for (Runs runs : all) {
        if (runs != implicit) {
          reach(runs, implicit);
        }
      }
    }
    if (spark != null) {
      times(task, spark);
      for (Runs runs : all) {
        print(
            "%-18s an iteration is %.1f times as fast as spark's; of CPU time %.1f%n",
            runs.name(),
            spark.epochSeconds().median() / runs.epochSeconds().median(),
            spark.epochCpuSeconds().median() / runs.epochCpuSeconds().median());
      }
    }
  }

  private void times(Task task, Runs runs) {
    double factors = (double) task.factors() * (rows.users() + rows.items()) * Float.BYTES;
    double data =
        (double) rows.entries() * (Integer.BYTES + Float.BYTES)
            + (double) rows.starts().length * Integer.BYTES;
    Spread seconds = runs.epochSeconds();
    double flops = ExactFlops.of(rows.entries(), rows.users() + rows.items(), task.factors());
    double rate = flops / seconds.median() / 1e9;
    // The others do other arithmetic, and less of it: a rate of it would say nothing.
    String arithmetic =
        runs.exact()
            ? String.format(Locale.ROOT, "%.1f GFLOP/s, %.2f of sgemm; ", rate, rate / gemmPeak)
            : "";
    print(
        "%-18s %s s an iteration, %s of CPU; setup %s s; %speak memory %.0f MB, %.2f of rows and factors; %s%n",
        runs.name(),
        seconds,
        runs.epochCpuSeconds(),
        runs.each(Run::setup),
        arithmetic,
        runs.each(Run::peakBytes).median() / 1e6,
        runs.each(Run::peakBytes).median() / (data + factors),
        runs.runs().getFirst().kernel());
  }

  private void losses(Runs runs) {
    StringBuilder line = new StringBuilder();
    for (Run.Epoch epoch : runs.runs().getFirst().epochs()) {
      line.append(String.format(Locale.ROOT, " %.6g", epoch.loss()));
    }
    print("%-18s loss after each iteration:%s%n", runs.name(), line);
  }

  private void reach(Runs runs, Runs peer) {
    double target = peer.finalLoss();
    Spread own = runs.each(run -> run.secondsToReach(target));
    Spread others = peer.each(run -> run.secondsToReach(target));
    Spread ownCpu = runs.each(run -> run.cpuSecondsToReach(target));
    Spread othersCpu = peer.each(run -> run.cpuSecondsToReach(target));
    print(
        "%-18s %s s to the loss %.6g of %s, which took %s s: ratio %.2f; of CPU time %.2f%n",
        runs.name(),
        own,
        target,
        peer.name(),
        others,
        own.median() / others.median(),
        ownCpu.median() / othersCpu.median());
  }

  private void print(String format, Object... arguments) {
    out.printf(Locale.ROOT, format, arguments);
  }
}
