package io.holdfast.benchmarks.serving;

import io.holdfast.benchmarks.data.PowerLawData;
import io.holdfast.benchmarks.data.Rows;
import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.ServerProcess;
import io.holdfast.benchmarks.program.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lists a second from recommender-api as a whole process, with PostgreSQL, the service and the
 * generator on this machine. For each size of the catalogue: {@code als} is trained on the users'
 * histories, which fill the log; lists are asked for at a fixed rate, with clicks mixed in, and
 * their latency counts from when they should have been asked for; then the service is saturated, in
 * turn with a bare Quarkus REST endpoint that answers a constant of a list's length. The CPU time
 * of each part means something on a busy machine too, rates and latencies do not.
 *
 * <pre>benchmarks/run serving --items 100k --users 1m --rate 1000 --clicks 100 --seconds 60</pre>
 */
public final class ServingProgram {
  private static final Path BARE =
      Path.of("benchmarks/peers/bare-rest/target/quarkus-app/quarkus-run.jar");
  private static final double MILLIS = 1e3;

  private final Settings settings;
  private final PrintStream out;

  private ServingProgram(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * What is asked for.
   *
   * @param history interactions a user, on average
   * @param rounds of saturation; 0 for none
   */
  private record Settings(
      int factors,
      int users,
      int history,
      int epochs,
      String retrieval,
      double rate,
      double clicks,
      Duration warmUp,
      Duration time,
      int connections,
      int rounds,
      List<String> jvmOptions) {
    static Settings of(Arguments given) {
      String options = given.text("jvm", "");
      return new Settings(
          given.integer("factors", "64"),
          given.integer("users", "1m"),
          given.integer("history", "12"),
          given.integer("epochs", "3"),
          given.text("retrieval", "auto"),
          given.real("rate", "1000"),
          given.real("clicks", "100"),
          Duration.ofSeconds(given.integer("warm-up", "30")),
          Duration.ofSeconds(given.integer("seconds", "60")),
          given.integer("connections", "64"),
          given.integer("rounds", "5"),
          options.isEmpty() ? List.of() : List.of(options.split(" ")));
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
    Arguments given =
        Arguments.parse(
            arguments,
            "items",
            "factors",
            "users",
            "history",
            "epochs",
            "retrieval",
            "rate",
            "clicks",
            "warm-up",
            "seconds",
            "connections",
            "rounds",
            "jvm");
    ServingProgram program = new ServingProgram(Settings.of(given), out);
    for (int items : given.integers("items", "100k")) {
      Path folder = Files.createTempDirectory("holdfast-serving-");
      try {
        program.measure(items, folder);
      } catch (SQLException e) {
        throw new IOException("the log cannot be filled", e);
      } finally {
        remove(folder);
      }
    }
  }

  private void measure(int items, Path folder)
      throws IOException, SQLException, InterruptedException {
    Rows rows =
        PowerLawData.draw(
            new PowerLawData.Shape(
                settings.users(), items, Math.multiplyExact(settings.users(), settings.history())),
            1);
    TrainedModel model =
        TrainedModel.train(
            rows, settings.factors(), settings.epochs(), settings.retrieval(), folder);
    out.printf(
        Locale.ROOT,
        "%nserving: %,d items x %d, retrieval %s, %,d users, %,d interactions; Java %s, %d"
            + " processors%n",
        items,
        settings.factors(),
        settings.retrieval(),
        rows.users(),
        rows.entries(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors());
    memory(model);
    try (ServingStack stack =
            ServingStack.start(model, new Histories(rows, 2), folder, settings.jvmOptions());
        ServingLoad load = new ServingLoad(stack.apiKey(), rows.users())) {
      load.atRate(stack.port(), settings.rate(), settings.clicks(), settings.warmUp());
      open(stack, load);
      saturate(stack, load);
    }
  }

  private void memory(TrainedModel model) throws IOException {
    ModelMemory.Loaded loaded = ModelMemory.load(model);
    out.printf(
        Locale.ROOT,
        "  the model keeps %.1f MB, %.2f times its item factors; recall@10 of its search %.4f%n",
        loaded.bytes() / 1e6,
        loaded.bytes() / (double) model.factorBytes(),
        model.recall(loaded.model()));
  }

  private void open(ServingStack stack, ServingLoad load) throws IOException, InterruptedException {
    StageTimes stagesBefore = stack.stages();
    ServingStack.Processors before = stack.processors();
    OpenLoadReport report =
        load.atRate(stack.port(), settings.rate(), settings.clicks(), settings.time());
    ServingStack.Processors used = stack.processors().minus(before);
    out.printf(
        Locale.ROOT,
        "at %,.0f lists/s and %,.0f clicks/s for %d s, a click followed by one more list%n%s%s"
            + "  CPU ms a list: service %.3f, PostgreSQL %.3f, generator %.3f, all %.3f%n",
        settings.rate(),
        settings.clicks(),
        settings.time().toSeconds(),
        report,
        stack.stages().minus(stagesBefore),
        MILLIS * used.service() / report.lists(),
        MILLIS * used.database() / report.lists(),
        MILLIS * used.generator() / report.lists(),
        MILLIS * used.total() / report.lists());
  }

  private void saturate(ServingStack stack, ServingLoad load)
      throws IOException, InterruptedException {
    if (settings.rounds() == 0) {
      return;
    }
    if (!Files.exists(BARE)) {
      throw new IOException(BARE + " is missing: run benchmarks/run serving without --no-build");
    }
    double[] ours = new double[settings.rounds()];
    double[] constant = new double[settings.rounds()];
    double[] ratios = new double[settings.rounds()];
    double[] cost = new double[settings.rounds()];
    double[] constantCost = new double[settings.rounds()];
    try (ServerProcess bare = ServerProcess.start(BARE, List.of(), "bare-rest")) {
      round(load, bare.port(), bare, new double[1], 0);
      for (int round = 0; round < settings.rounds(); round++) {
        constant[round] = round(load, bare.port(), bare, constantCost, round);
        ours[round] = round(load, stack.port(), stack.service(), cost, round);
        ratios[round] = ours[round] / constant[round];
      }
    }
    out.printf(
        Locale.ROOT,
        "saturated, %d connections, %d rounds in turn; median (least to most)%n"
            + "  lists/s %s, service's CPU us a list %s%n"
            + "  constant/s %s, CPU us %s%n"
            + "  lists / constant %s%n",
        settings.connections(),
        settings.rounds(),
        Spread.of(ours),
        Spread.of(cost),
        Spread.of(constant),
        Spread.of(constantCost),
        Spread.of(ratios));
  }

  /** Answers a second; the server's CPU time of one goes into {@code cost}, in microseconds. */
  private double round(ServingLoad load, int port, ServerProcess server, double[] cost, int round)
      throws InterruptedException {
    Duration time = Duration.ofSeconds(Math.max(1, settings.time().toSeconds() / 12));
    Duration before = server.processorTime();
    double rate = load.saturate(port, settings.connections(), time);
    Duration used = server.processorTime().minus(before);
    cost[round] = used.toNanos() / 1e3 / (rate * time.toSeconds());
    return rate;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
