package io.holdfast.benchmarks.ingest;

import io.holdfast.benchmarks.program.CpuSeconds;
import io.holdfast.benchmarks.program.ServerProcess;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * recommender-api as a process on a PostgreSQL of its own with {@code fsync} on, and on the same
 * server a twin of its log, with the same tables and indexes, for {@code COPY}. Not thread-safe.
 */
final class IngestStack implements AutoCloseable {
  private static final String PASSWORD = "password";

  private final EmbeddedDatabase postgres;
  private final ServerProcess service;
  private final String secret;
  private final Connection log;
  private final Connection twin;

  private IngestStack(
      EmbeddedDatabase postgres,
      ServerProcess service,
      String secret,
      Connection log,
      Connection twin) {
    this.postgres = postgres;
    this.service = service;
    this.secret = secret;
    this.log = log;
    this.twin = twin;
  }

  /**
   * Starts both.
   *
   * @param jar the service
   * @param jvmOptions more options for its JVM
   */
  static IngestStack start(Path jar, List<String> jvmOptions)
      throws IOException, SQLException, InterruptedException {
    EmbeddedDatabase postgres = EmbeddedDatabase.start();
    try {
      Database log = logDatabase(postgres, "holdfast");
      Database twin = logDatabase(postgres, "twin");
      NewApiKey key = NewApiKey.generate("benchmark", Set.of(Role.INGEST), new SecureRandom());
      List<String> options = new ArrayList<>(jvmOptions);
      options.addAll(options(log, key));
      ServerProcess service = ServerProcess.start(jar, options, "recommender-api");
      return new IngestStack(postgres, service, key.secret(), log.connect(), twin.connect());
    } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  private static Database logDatabase(EmbeddedDatabase postgres, String name) throws SQLException {
    Database database = postgres.createDatabase(name);
    database.execute(Roles.sql(PASSWORD));
    EventLogMigration.migrate(database.jdbcUrl(), Roles.RECOMMENDER, PASSWORD);
    return database;
  }

  private static List<String> options(Database database, NewApiKey key) throws IOException {
    Path folder = Files.createTempDirectory("holdfast-ingest-");
    Path keys = folder.resolve("keys.json");
    KeysFile.write(keys, List.of(key.entry()));
    Path erasure = Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef");
    return List.of(
        "-Dquarkus.management.port=" + ServerProcess.freePort(),
        "-Dholdfast.database.host=" + database.host(),
        "-Dholdfast.database.port=" + database.port(),
        "-Dholdfast.database.name=" + database.name(),
        "-Dholdfast.database.username=" + Roles.RECOMMENDER,
        "-Dholdfast.database.password=" + PASSWORD,
        "-Dholdfast.security.keys-file=" + keys,
        "-Dholdfast.erasure.key-file=" + erasure,
        "-Dholdfast.artifact.cache-dir=" + folder.resolve("artifacts"),
        "-Dholdfast.clock=wall");
  }

  int port() {
    return service.port();
  }

  /** What clients send in {@code X-API-Key}. */
  String apiKey() {
    return secret;
  }

  /** Where the server keeps its data. */
  Path dataDirectory() {
    return postgres.dataDirectory();
  }

  /** CPU seconds of all parts so far. */
  Processors processors() {
    return new Processors(
        CpuSeconds.ofTree(service.handle()),
        CpuSeconds.ofTree(postgres.process()),
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9);
  }

  /** Flushes of the write-ahead log so far, of all databases. */
  long flushes() throws SQLException {
    return number("SELECT wal_sync FROM pg_stat_wal");
  }

  /** Interactions in the service's log. */
  long stored() throws SQLException {
    return number("SELECT count(*) FROM event_log.interaction");
  }

  /** Writes out what is dirty, so that neither side pays for the other. */
  void checkpoint() throws SQLException {
    try (Statement statement = log.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  /** Copies rows into the twin, in one transaction. */
  void copy(Rows rows) throws SQLException, IOException {
    twin.unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "COPY event_log.interaction (" + RowSource.COLUMNS + ") FROM STDIN",
            new ByteArrayInputStream(rows.copy()),
            1 << 16);
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = log.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    service.close();
    try (log;
        twin) {
      postgres.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
