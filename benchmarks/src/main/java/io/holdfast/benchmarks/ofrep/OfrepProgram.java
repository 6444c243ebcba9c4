package io.holdfast.benchmarks.ofrep;

import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.ServerProcess;
import io.holdfast.benchmarks.program.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Throughput of {@code POST /ofrep/v1/evaluate/flags/{key}} beside a bare Quarkus REST endpoint
 * that answers a constant of the same length to the same requests. Both run as processes of their
 * own with the same JVM options, are warmed up, and are then loaded in turn, so that whatever else
 * the machine does hits both. The processor time of each process tells the cost of a request apart
 * from that of making the load.
 *
 * <pre>benchmarks/run ofrep --rounds 7 --seconds 5 --connections 64</pre>
 */
public final class OfrepProgram {
  private static final Path OURS = Path.of("experiment-service/target/quarkus-app/quarkus-run.jar");
  private static final Path BARE =
      Path.of("benchmarks/peers/bare-rest/target/quarkus-app/quarkus-run.jar");
  private static final int WARM_UP_ROUNDS = 3;

  private OfrepProgram() {}

  /** One side's rounds. */
  private static final class Side {
    final ServerProcess server;
    final LoadTarget target;
    final double[] throughput;
    final double[] microseconds;

    Side(ServerProcess server, LoadTarget target, int rounds) {
      this.server = server;
      this.target = target;
      this.throughput = new double[rounds];
      this.microseconds = new double[rounds];
    }

    void measure(LoadGenerator load, Duration time, int round) throws InterruptedException {
      Duration before = server.processorTime();
      LoadGenerator.Load done = load.run(target, time);
      Duration used = server.processorTime().minus(before);
      throughput[round] = done.requests() / (done.elapsed().toNanos() / 1e9);
      microseconds[round] = used.toNanos() / 1e3 / done.requests();
    }
  }

  /**
   * Runs it.
   *
   * @throws IllegalArgumentException if an argument is not understood
   * @throws IOException if a process cannot be started
   * @throws InterruptedException if the thread is interrupted
   */
  public static void run(List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    Arguments given = Arguments.parse(arguments, "rounds", "seconds", "connections");
    int rounds = given.integer("rounds", "7");
    Duration time = Duration.ofSeconds(given.integer("seconds", "5"));
    int connections = given.integer("connections", "64");
    for (Path jar : List.of(OURS, BARE)) {
      if (!Files.exists(jar)) {
        throw new IOException(jar + " is missing: run benchmarks/run ofrep without --no-build");
      }
    }
    try (ExperimentStack stack = ExperimentStack.start(OURS);
        ServerProcess bare = ServerProcess.start(BARE, List.of(), "bare-rest");
        LoadGenerator load = new LoadGenerator(connections)) {
      Side ours = new Side(stack.service(), stack.evaluation(), rounds);
      Side constant = new Side(bare, stack.evaluation().at(bare.port(), "/constant"), rounds);
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        load.run(constant.target, time);
        load.run(ours.target, time);
      }
      for (int round = 0; round < rounds; round++) {
        constant.measure(load, time, round);
        ours.measure(load, time, round);
      }
      report(ours, constant, connections, out);
    }
  }

  private static void report(Side ours, Side constant, int connections, PrintStream out) {
    int rounds = ours.throughput.length;
    double[] ratios = new double[rounds];
    double[] costs = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      ratios[round] = ours.throughput[round] / constant.throughput[round];
      costs[round] = ours.microseconds[round] / constant.microseconds[round];
    }
    out.printf(
        Locale.ROOT,
        "ofrep: POST /ofrep/v1/evaluate/flags/{key} beside a bare Quarkus REST endpoint%n"
            + "Java %s, %d processors, %d connections, %d rounds in turn; median (least to most)%n"
            + "%-22s %-28s %s%n%-22s %-28s %s%n%-22s %-28s %s%n%-22s %-28s %s%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        connections,
        rounds,
        "",
        "requests/s",
        "server's processor time a request, us",
        "evaluation",
        Spread.of(ours.throughput),
        Spread.of(ours.microseconds),
        "constant",
        Spread.of(constant.throughput),
        Spread.of(constant.microseconds),
        "evaluation / constant",
        Spread.of(ratios),
        Spread.of(costs));
  }
}
