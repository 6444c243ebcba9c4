package io.holdfast.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.log.Roles;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.recommender.testing.RecommenderProcess;
import io.holdfast.service.testing.TestKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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
    database.execute(Roles.sql(RecommenderProcess.PASSWORD));
    RecommenderProcess service =
        RecommenderProcess.start(
            folder,
            database,
            Map.of(
                "holdfast.artifact.cache-dir",
                folder.resolve("artifacts").toString(),
                "holdfast.clock",
                "wall"));
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.execute(() -> tell(service));
      }
      awaitEnough(service);
      List<ProcessHandle> server =
          Stream.concat(Stream.of(postgres.process()), postgres.process().descendants()).toList();
      service.close();
      server.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle process : server) {
        process.onExit().get();
      }
    } finally {
      service.close();
      postgres.close();
    }
    try (EmbeddedDatabase again = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, data)) {
      assertThat(stored(again.createDatabase("holdfast"))).containsAll(acknowledged);
    }
  }

  /** Sends small batches for as long as the service lives. */
  private void tell(RecommenderProcess service) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (service.isAlive()) {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(10).toList();
        HttpRequest request =
            HttpRequest.newBuilder(service.uri("/v1/interactions"))
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

  private void awaitEnough(RecommenderProcess service) throws InterruptedException {
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
}
