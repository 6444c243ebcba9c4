package io.holdfast.benchmarks.metrics;

import io.holdfast.benchmarks.program.CpuSeconds;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * metrics-dashboard's jar as a process, on a PostgreSQL of its own with {@code fsync} on, in event
 * time; heap and collector as {@code holdfast up} sets them. Not thread-safe.
 */
final class MetricsService implements AutoCloseable {

  private static final String PASSWORD = "password";
  private static final Path JAR = Path.of("metrics-dashboard/target/quarkus-app/quarkus-run.jar");
  private static final long STOP_SECONDS = 20;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final EmbeddedDatabase server;
  private final Database database;
  private final Path folder;
  private final NewApiKey key;
  private final int port;
  private Process process;

  private MetricsService(EmbeddedDatabase server, Database database, Path folder)
      throws IOException {
    this.server = server;
    this.database = database;
    this.folder = folder;
    this.key = NewApiKey.generate("benchmark", Set.of(Role.DASHBOARD), new SecureRandom());
    this.port = freePort();
    Files.writeString(
        folder.resolve("keys.json"),
        Json.write(
            List.of(
                Map.of(
                    "id", key.entry().id(),
                    "sha256", key.entry().sha256(),
                    "roles", List.of(Role.DASHBOARD.wire())))));
    Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef0123456789abcdef");
  }

  /**
   * Starts PostgreSQL with an empty log; the service is not started yet.
   *
   * @throws IOException if the service was not built or PostgreSQL does not start
   */
  static MetricsService prepare() throws IOException, SQLException {
    if (!Files.exists(JAR)) {
      throw new IOException(JAR + " is not there: mvn -pl metrics-dashboard -am package");
    }
    EmbeddedDatabase server = EmbeddedDatabase.start();
    try {
      Database database = server.createDatabase("holdfast");
      database.execute(Roles.sql(PASSWORD));
      EventLogMigration.migrate(database.jdbcUrl(), Roles.METRICS, PASSWORD);
      return new MetricsService(server, database, Files.createTempDirectory("holdfast-benchmark-"));
    } catch (IOException | SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Starts the service; it is not waited for. */
  void start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + freePort(),
            "-Dholdfast.database.host=" + database.host(),
            "-Dholdfast.database.port=" + database.port(),
            "-Dholdfast.database.name=" + database.name(),
            "-Dholdfast.database.username=" + Roles.METRICS,
            "-Dholdfast.security.keys-file=" + folder.resolve("keys.json"),
            "-Dholdfast.erasure.key-file=" + folder.resolve("erasure.key"),
            "-Dholdfast.clock=event",
            "-jar",
            JAR.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("service.log").toFile());
    builder.environment().put("HOLDFAST_DATABASE_PASSWORD", PASSWORD);
    process = builder.start();
  }

  /**
   * Fails if the service has ended.
   *
   * @throws IOException with its log
   */
  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "the service ended with %d:%n%s"
              .formatted(process.exitValue(), Files.readString(folder.resolve("service.log"))));
    }
  }

  Database database() {
    return database;
  }

  /** Where it answers. */
  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** What clients send in {@code X-API-Key}. */
  String apiKey() {
    return key.secret();
  }

  /**
   * Waits until the service has read the log up to a position.
   *
   * @return where it is then
   * @throws IOException if the service ends before
   */
  long awaitPosition(long position) throws IOException, InterruptedException, SQLException {
    try (Connection connection = database.connect();
        PreparedStatement cursor =
            connection.prepareStatement(
                "SELECT coalesce(max(position), 0) FROM event_log.consumer"
                    + " WHERE name = 'metrics-dashboard'")) {
      while (true) {
        try (ResultSet row = cursor.executeQuery()) {
          row.next();
          if (row.getLong(1) >= position) {
            return row.getLong(1);
          }
        }
        requireAlive();
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    }
  }

  /** CPU seconds of the service so far. */
  double serviceSeconds() {
    return CpuSeconds.ofTree(process.toHandle());
  }

  /** CPU seconds of PostgreSQL so far. */
  double databaseSeconds() {
    return CpuSeconds.ofTree(server.process());
  }

  @Override
  public void close() {
    try {
      if (process != null) {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      server.close();
      removeFolder();
    }
  }

  private void removeFolder() {
    try {
      for (String file : List.of("keys.json", "erasure.key", "service.log")) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
