package io.holdfast.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.service.testing.TestKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service and PostgreSQL, both killed (SIGKILL) while interactions come in. */
class KilledServiceIT {
  private static final int CLIENTS = 4;
  private static final int ENOUGH = 2000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void whatWasAcknowledgedIsStored() throws Exception {
    Path data = folder.resolve("postgres");
    EmbeddedDatabase postgres = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, data);
    Database database = postgres.createDatabase("holdfast");
    database.execute(Roles.sql("password"));
    int port = freePort();
    Process service = start(database, port);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.execute(() -> tell(service, port));
      }
      awaitEnough(service);
      List<ProcessHandle> server =
          Stream.concat(Stream.of(postgres.process()), postgres.process().descendants()).toList();
      service.destroyForcibly();
      server.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle process : server) {
        process.onExit().get();
      }
    } finally {
      service.destroyForcibly().waitFor();
      postgres.close();
    }
    try (EmbeddedDatabase again = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, data)) {
      assertThat(stored(again.createDatabase("holdfast"))).containsAll(acknowledged);
    }
  }

  /** Sends small batches for as long as the service lives. */
  private void tell(Process service, int port) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (service.isAlive()) {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(10).toList();
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/interactions"))
                .header("X-API-Key", TestKeys.INGEST)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(ids)))
                .build();
        try {
          if (http.send(request, BodyHandlers.discarding()).statusCode() == 202) {
            acknowledged.addAll(ids);
          }
        } catch (IOException e) {
          Thread.sleep(50);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String body(List<UUID> ids) {
    return ids.stream()
        .map(id -> "{\"eventId\": \"" + id + "\", \"userId\": \"u\", \"type\": \"visit\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void awaitEnough(Process service) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (acknowledged.size() < ENOUGH) {
      assertThat(service.isAlive()).isTrue();
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(5);
    }
  }

  private static Set<UUID> stored(Database database) throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT event_id FROM event_log.interaction")) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private Process start(Database database, int port) throws IOException {
    Path keys = folder.resolve("keys.json");
    KeysFile.write(keys, TestKeys.entries());
    Path erasureKey = Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef");
    Map<String, String> options = new LinkedHashMap<>();
    options.put("quarkus.http.host", "localhost");
    options.put("quarkus.http.port", Integer.toString(port));
    options.put("quarkus.management.host", "localhost");
    options.put("quarkus.management.port", Integer.toString(freePort()));
    options.put("holdfast.database.host", database.host());
    options.put("holdfast.database.port", Integer.toString(database.port()));
    options.put("holdfast.database.name", database.name());
    options.put("holdfast.database.username", Roles.RECOMMENDER);
    options.put("holdfast.database.password", "password");
    options.put("holdfast.security.keys-file", keys.toString());
    options.put("holdfast.erasure.key-file", erasureKey.toString());
    options.put("holdfast.artifact.cache-dir", folder.resolve("artifacts").toString());
    options.put("holdfast.clock", "wall");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    options.forEach((option, value) -> command.add("-D" + option + "=" + value));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("service.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
