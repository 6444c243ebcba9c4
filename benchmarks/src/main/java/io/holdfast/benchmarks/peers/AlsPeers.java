package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.data.Matrices;
import io.holdfast.benchmarks.data.PowerLawData;
import io.holdfast.benchmarks.data.Rows;
import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.GemmPeak;
import io.holdfast.benchmarks.program.Program;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code als} beside implicit and Spark MLlib: the same data, dimensions, objective and number of
 * threads, each run a process of its own, the contestants taking turns. Reading the data and
 * computing losses is outside of the times; whatever an implementation does between having the data
 * in memory and its first iteration is its setup and counts towards the time to reach a loss.
 *
 * <p>Where a peer cannot be installed the report says so and goes on.
 *
 * <pre>benchmarks/run als-peers --scale 1m --factors 64,128,256 --repeats 3</pre>
 */
public final class AlsPeers {

  private static final int SPARK_FACTORS = 64;
  private static final int SPARK_ITERATIONS = 3;

  private final PeersReport report;
  private final int repeats;

  private AlsPeers(PeersReport report, int repeats) {
    this.report = report;
    this.repeats = repeats;
  }

  /** The program; see {@link Program#run}. */
  public static void run(List<String> given, PrintStream out)
      throws IOException, InterruptedException {
    Arguments arguments =
        Arguments.parse(
            given,
            "scale",
            "factors",
            "iterations",
            "solvers",
            "peers",
            "repeats",
            "threads",
            "confidence",
            "regularization",
            "work",
            "programs");
    Path work = Path.of(arguments.text("work", "benchmarks/target/peers"));
    Path programs = Path.of(arguments.text("programs", "benchmarks/peers"));
    int threads = arguments.integer("threads", "2");
    Path folder =
        DataFolder.of(work, PowerLawData.Shape.ofMovieLens(arguments.integer("scale", "1m")));
    Rows rows = DataFolder.read(folder);
    LinearAlgebra linearAlgebra = LinearAlgebraProvider.get();
    PeersReport report =
        new PeersReport(out, rows, threads, GemmPeak.measure(linearAlgebra, threads));
    AlsPeers peers = new AlsPeers(report, Math.max(1, arguments.integer("repeats", "3")));
    ImplicitAls implicit =
        new ImplicitAls(work, programs.resolve("implicit"), new Objective(Matrices.of(rows)));
    SparkAls spark = new SparkAls(work, programs.resolve("spark"));
    List<String> wanted = arguments.texts("peers", "implicit,spark");
    boolean withImplicit =
        wanted.contains("implicit") && peers.installed(implicit.name(), implicit::install);
    boolean withSpark = wanted.contains("spark") && peers.installed(spark.name(), spark::install);
    report.start(linearAlgebra);
    for (int factors : arguments.integers("factors", "64,128,256")) {
      Task task =
          new Task(
              folder,
              factors,
              arguments.integer("iterations", "15"),
              arguments.real("confidence", "10"),
              arguments.real("regularization", "0.01"),
              threads,
              1);
      List<Contestant> contestants = new ArrayList<>();
      for (String solver : arguments.texts("solvers", "cholesky,cg,ials++")) {
        contestants.add(new HoldfastAls(solver, work));
      }
      if (withImplicit) {
        contestants.add(implicit);
      }
      Map<Contestant, Runs> results = peers.takeTurns(contestants, task);
      Runs sparkRuns = null;
      if (withSpark && factors == SPARK_FACTORS) {
        sparkRuns =
            peers.takeTurns(List.of(spark), task.withIterations(SPARK_ITERATIONS)).get(spark);
      }
      report.compare(task, List.copyOf(results.values()), results.get(implicit), sparkRuns);
    }
  }

  @FunctionalInterface
  private interface Installation {
    void install() throws IOException, InterruptedException;
  }

  private boolean installed(String name, Installation installation) throws InterruptedException {
    try {
      installation.install();
      return true;
    } catch (IOException e) {
      report.absent(name, e);
      return false;
    }
  }

  /** The runs of each contestant that could run, in their order. */
  private Map<Contestant, Runs> takeTurns(List<Contestant> contestants, Task task)
      throws InterruptedException {
    Map<Contestant, List<Run>> runs = new LinkedHashMap<>();
    List<Contestant> left = new ArrayList<>(contestants);
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (Contestant contestant : List.copyOf(left)) {
        try {
          runs.computeIfAbsent(contestant, unused -> new ArrayList<>()).add(contestant.train(task));
        } catch (IOException e) {
          report.absent(contestant.name(), e);
          left.remove(contestant);
        }
      }
    }
    Map<Contestant, Runs> results = new LinkedHashMap<>();
    runs.forEach(
        (contestant, list) -> {
          if (!list.isEmpty()) {
            results.put(contestant, new Runs(contestant.name(), contestant.solvesExactly(), list));
          }
        });
    return results;
  }
}
