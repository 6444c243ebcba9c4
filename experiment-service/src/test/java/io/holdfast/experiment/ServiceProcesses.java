package io.holdfast.experiment;

import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ModelRegistered;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * The packaged service as processes of their own behind one database and one {@link MetricsPeer},
 * in event time.
 */
final class ServiceProcesses implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String PASSWORD = "password";

  final MetricsPeer peer = new MetricsPeer();

  private final Path folder;
  private final Database database;
  private final String key;
  private final List<Instance> running = new ArrayList<>();

  /** One process. */
  record Instance(Process process, int port) {}

  /** A database of its own; nothing runs yet. */
  ServiceProcesses(Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.database = EmbeddedDatabase.shared().createDatabase();
    database.execute(Roles.sql(PASSWORD));
    NewApiKey generated = NewApiKey.generate("person", Set.of(Role.EXPERIMENT), new SecureRandom());
    this.key = generated.secret();
    KeysFile.write(folder.resolve("keys.json"), List.of(generated.entry()));
    Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef0123456789abcdef");
  }

  /** Starts one more and waits until it answers. */
  Instance start() throws Exception {
    Instance instance = launch();
    awaitReady(instance);
    return instance;
  }

  /** Starts one more. */
  Instance launch() throws IOException {
    int port = freePort();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("holdfast.database.host", database.host());
    options.put("holdfast.database.port", Integer.toString(database.port()));
    options.put("holdfast.database.name", database.name());
    options.put("holdfast.database.username", Roles.EXPERIMENT);
    options.put("holdfast.database.password", PASSWORD);
    options.put("holdfast.security.keys-file", folder.resolve("keys.json").toString());
    options.put("holdfast.erasure.key-file", folder.resolve("erasure.key").toString());
    options.put("holdfast.clock", "event");
    options.put("holdfast.metrics.url", peer.url());
    options.put("holdfast.metrics.api-key", "key-for-the-peer");
    options.put("holdfast.decision.interval", "20ms");
    options.put("quarkus.http.host", "127.0.0.1");
    options.put("quarkus.http.port", Integer.toString(port));
    options.put("quarkus.management.host", "127.0.0.1");
    options.put("quarkus.management.port", Integer.toString(freePort()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    options.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("service-" + port + ".log").toFile())
            .start();
    Instance instance = new Instance(process, port);
    running.add(instance);
    return instance;
  }

  /** Waits until it answers. */
  void awaitReady(Instance instance) throws Exception {
    await(
        "the start",
        () -> {
          if (!instance.process().isAlive()) {
            throw new AssertionError(
                Files.readString(folder.resolve("service-" + instance.port() + ".log")));
          }
          try {
            return as(instance).get("/v1/experiments").statusCode() == 200;
          } catch (Exception notYet) {
            return false;
          }
        });
  }

  /** SIGKILL to all. */
  void kill() throws InterruptedException {
    for (Instance instance : running) {
      instance.process().destroyForcibly().waitFor();
    }
    running.clear();
  }

  RequestSpecification as(Instance instance) {
    return RestAssured.given()
        .baseUri("http://127.0.0.1:" + instance.port())
        .header("X-API-Key", key)
        .contentType(ContentType.JSON);
  }

  void registerModels(Instant at, String... models) throws SQLException {
    for (String model : models) {
      ModelReference reference = ModelReference.parse(model);
      append(
          new ModelRegistered(UUID.randomUUID(), reference, reference.name(), "d1", Map.of(), at));
    }
  }

  void advance(Instant to) throws SQLException {
    append(new ClockAdvanced(UUID.randomUUID(), to));
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  long count(String sql, Object... parameters) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int k = 0; k < parameters.length; k++) {
        statement.setObject(k + 1, parameters[k]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(what + " did not come within " + PATIENCE);
      }
      Thread.sleep(20);
    }
  }

  private void append(Event event) throws SQLException {
    count(
        "select event_log.append_event(?, ?::timestamptz, ?, ?)",
        event.eventId(),
        event.occurredAt().toString(),
        event.kind().wire(),
        Json.write(event));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    peer.close();
  }
}
