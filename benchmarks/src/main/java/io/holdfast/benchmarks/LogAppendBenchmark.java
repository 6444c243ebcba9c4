package io.holdfast.benchmarks;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.Appended;
import io.holdfast.contracts.log.ErasureKey;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.contracts.log.Roles;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.postgresql.PGConnection;

/**
 * Appends of interactions to the log, in rows a second, from one client that waits for each commit;
 * beside it {@code COPY} of the same rows into the same table with the same indexes, which neither
 * looks for duplicates and erased users nor takes the log's lock. Both start with an empty log, on
 * an embedded PostgreSQL of their own with {@code fsync} on, on the machine that also runs the
 * client.
 *
 * <pre>benchmarks/run log-append</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class LogAppendBenchmark {
  private static final String PASSWORD = "password";
  private static final int USERS = 10_000;
  private static final int ITEMS = 5_000;
  private static final String COPY =
      "COPY event_log.interaction (position, event_id, occurred_at, user_id, item_id, type,"
          + " historical) FROM STDIN";

  /** Rows a commit. */
  @Param("500")
  int batch;

  private final SplittableRandom random = new SplittableRandom(1);
  private EmbeddedDatabase server;
  private Vertx vertx;
  private Pool pool;
  private PgEventLog log;
  private Connection connection;
  private Instant now;
  private long position;
  private List<Interaction> rows;
  private String text;

  /** Starts a PostgreSQL with an empty log. */
  @Setup
  public void setUp() throws IOException, SQLException {
    server = EmbeddedDatabase.start();
    Database database = server.createDatabase("holdfast");
    database.execute(Roles.sql(PASSWORD));
    EventLogMigration.migrate(database.jdbcUrl(), Roles.RECOMMENDER, PASSWORD);
    connection = database.connect();
    vertx = Vertx.vertx();
    pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(database.uri())
                    .setUser(Roles.RECOMMENDER)
                    .setPassword(PASSWORD)
                    .setCachePreparedStatements(true))
            .with(new PoolOptions().setMaxSize(4))
            .using(vertx)
            .build();
    log = new PgEventLog(pool, new ErasureKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8)));
    now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Stops it. */
  @TearDown
  public void tearDown() throws SQLException {
    pool.close().await().atMost(Duration.ofSeconds(10));
    vertx.close().await().atMost(Duration.ofSeconds(10));
    connection.close();
    server.close();
  }

  /** Makes the next rows, for both alike and outside the measured time. */
  @Setup(Level.Invocation)
  public void makeRows() {
    rows = new ArrayList<>(batch);
    StringBuilder lines = new StringBuilder(batch * 128);
    for (int row = 0; row < batch; row++) {
      Interaction interaction =
          new Interaction(
              new UUID(random.nextLong(), random.nextLong()),
              "user-" + random.nextInt(USERS),
              "item-" + random.nextInt(ITEMS),
              "click",
              null,
              Map.of(),
              now.minusSeconds(random.nextInt(86_400)),
              null,
              null,
              null,
              Map.of(),
              false);
      rows.add(interaction);
      lines
          .append(++position)
          .append('\t')
          .append(interaction.eventId())
          .append('\t')
          .append(interaction.occurredAt())
          .append('\t')
          .append(interaction.userId())
          .append('\t')
          .append(interaction.itemId())
          .append("\tclick\tf\n");
    }
    text = lines.toString();
  }

  /** Ours. */
  @Benchmark
  public Appended append() {
    Appended appended = log.append(rows).await().atMost(Duration.ofSeconds(30));
    if (appended.accepted() != batch) {
      throw new IllegalStateException("not all rows are new: " + appended);
    }
    return appended;
  }

  /** The limit. */
  @Benchmark
  public long copy() throws SQLException, IOException {
    return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new StringReader(text));
  }

  static double rows(BenchmarkParams parameters) {
    return Integer.parseInt(parameters.getParam("batch"));
  }
}
