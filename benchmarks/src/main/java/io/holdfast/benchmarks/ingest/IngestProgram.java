package io.holdfast.benchmarks.ingest;

import io.holdfast.benchmarks.program.Arguments;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Interactions a second that recommender-api acknowledges after their commit, over HTTP, beside
 * {@code COPY} of the same rows, in one transaction, into a twin of the log on the same server: the
 * same tables, indexes and number of rows, but neither JSON nor validation nor a look for
 * duplicates and erased users. Both take turns, after a checkpoint each, so that whatever else the
 * machine does hits both. Then requests leave at a fixed rate, and times count from when they
 * should have left.
 *
 * <p>Everything runs on this machine: the service, PostgreSQL and what makes the load. So CPU time
 * a row of each is printed too; it means something on a busy machine, rates do not.
 *
 * <pre>benchmarks/run ingest --batches 1,100,1000,mixed --rows 200k --rounds 5 --rate 20k</pre>
 */
public final class IngestProgram {
  private static final Path JAR = Path.of("recommender-api/target/quarkus-app/quarkus-run.jar");
  private static final int WARM_UP_ROUNDS = 2;

  /** Rounds of single interactions have so many times fewer rows, to take about as long. */
  private static final int FEWER_SINGLE_ROWS = 10;

  /** Above this share of what the service can take, times would be those of an endless queue. */
  private static final double MOST_LOAD = 0.7;

  private final IngestStack stack;
  private final IngestLoad load;
  private final RowSource source;
  private final IngestReport report;
  private final int rows;
  private final int rounds;
  private final int rate;
  private final int seconds;

  private IngestProgram(IngestStack stack, IngestLoad load, Arguments given, PrintStream out) {
    this.stack = stack;
    this.load = load;
    this.source = new RowSource(given.integer("seed", "1"));
    this.report = new IngestReport(out);
    this.rows = given.integer("rows", "200k");
    this.rounds = given.integer("rounds", "5");
    this.rate = given.integer("rate", "20k");
    this.seconds = given.integer("seconds", "10");
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
            arguments, "batches", "rows", "rounds", "rate", "seconds", "seed", "jvm-option");
    List<BatchSizes> batches =
        given.texts("batches", "1,100,1000,mixed").stream().map(BatchSizes::parse).toList();
    if (!Files.exists(JAR)) {
      throw new IOException(JAR + " is missing: run benchmarks/run ingest without --no-build");
    }
    String option = given.text("jvm-option", "");
    try (IngestStack stack =
            IngestStack.start(JAR, option.isEmpty() ? List.of() : List.of(option));
        IngestLoad load = new IngestLoad(stack.port(), stack.apiKey())) {
      IngestProgram program = new IngestProgram(stack, load, given, out);
      out.printf(
          Locale.ROOT,
          "flushes: %,.0f/s of 8 KB, one after the other%n",
          FlushLimit.measure(stack.dataDirectory()));
      for (BatchSizes sizes : batches) {
        program.run(sizes);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void run(BatchSizes sizes) throws IOException, InterruptedException, SQLException {
    int count =
        sizes.sizes().length == 1 && sizes.sizes()[0] == 1 ? rows / FEWER_SINGLE_ROWS : rows;
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      Rows warmUp = source.next(count, sizes);
      ingest(warmUp, sizes);
      copy(warmUp);
    }
    List<Side> ingested = new ArrayList<>();
    List<Side> copied = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Rows next = source.next(count, sizes);
      ingested.add(ingest(next, sizes));
      copied.add(copy(next));
    }
    report.saturated(sizes, ingested, copied);
    double capacity = ingested.stream().mapToDouble(Side::rowsPerSecond).min().orElseThrow();
    double asked = Math.min(rate, MOST_LOAD * capacity);
    Rows steady = source.next((int) (asked * seconds), sizes);
    IngestLoad.Load times = load.atRate(steady.requests(), asked);
    copy(steady);
    report.atRate(asked, steady.requests().size(), times);
  }

  private Side ingest(Rows next, BatchSizes sizes) throws InterruptedException, SQLException {
    stack.checkpoint();
    long before = stack.stored();
    long flushes = stack.flushes();
    Processors start = stack.processors();
    IngestLoad.Load done = load.saturate(next.requests(), sizes.connections());
    Processors used = stack.processors().minus(start);
    flushes = stack.flushes() - flushes;
    if (stack.stored() - before != next.count()) {
      throw new IllegalStateException(
          "%d rows were acknowledged and %d stored"
              .formatted(next.count(), stack.stored() - before));
    }
    return new Side(next.count(), done.seconds(), used, flushes);
  }

  private Side copy(Rows next) throws SQLException, IOException {
    stack.checkpoint();
    long flushes = stack.flushes();
    Processors start = stack.processors();
    long begin = System.nanoTime();
    stack.copy(next);
    double taken = (System.nanoTime() - begin) / 1e9;
    return new Side(
        next.count(), taken, stack.processors().minus(start), stack.flushes() - flushes);
  }
}
