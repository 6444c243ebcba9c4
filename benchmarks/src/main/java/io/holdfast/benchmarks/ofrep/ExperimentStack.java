package io.holdfast.benchmarks.ofrep;

import io.holdfast.benchmarks.program.ServerProcess;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ModelRegistered;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.ErasureKey;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** experiment-service with a database of its own, and one running experiment whose flag is true. */
final class ExperimentStack implements AutoCloseable {
  private static final String PASSWORD = "password";
  private static final String ERASURE_KEY = "0123456789abcdef";
  private static final String FLAG = "bench";
  private static final int PLENTY = 1_000_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 100;
  private static final int PAUSE_MILLIS = 200;

  private final EmbeddedDatabase postgres;
  private final ServerProcess service;
  private final String secret;

  private ExperimentStack(EmbeddedDatabase postgres, ServerProcess service, String secret) {
    this.postgres = postgres;
    this.service = service;
    this.secret = secret;
  }

  /** Starts the database and the service, and an experiment. */
  static ExperimentStack start(Path jar) throws IOException, InterruptedException {
    EmbeddedDatabase postgres = EmbeddedDatabase.start();
    try {
      Database database = postgres.createDatabase("holdfast");
      database.execute(Roles.sql(PASSWORD));
      EventLogMigration.migrate(database.jdbcUrl(), Roles.EXPERIMENT, PASSWORD);
      register(database);
      NewApiKey key =
          NewApiKey.generate("bench", Set.of(Role.SERVE, Role.EXPERIMENT), new SecureRandom());
      ServerProcess service =
          ServerProcess.start(jar, options(database, key), "experiment-service");
      ExperimentStack stack = new ExperimentStack(postgres, service, key.secret());
      try {
        stack.begin();
      } catch (IOException e) {
        service.close();
        throw e;
      }
      return stack;
    } catch (IOException e) {
      postgres.close();
      throw e;
    } catch (SQLException e) {
      postgres.close();
      throw new IOException("the database cannot be prepared", e);
    }
  }

  private static List<String> options(Database database, NewApiKey key) throws IOException {
    Path folder = Files.createTempDirectory("holdfast-ofrep-");
    Path keys = folder.resolve("keys.json");
    KeysFile.write(keys, List.of(key.entry()));
    Path erasure = Files.writeString(folder.resolve("erasure.key"), ERASURE_KEY);
    return List.of(
        "-Dquarkus.management.port=" + ServerProcess.freePort(),
        "-Dholdfast.database.host=" + database.host(),
        "-Dholdfast.database.port=" + database.port(),
        "-Dholdfast.database.name=" + database.name(),
        "-Dholdfast.database.username=" + Roles.EXPERIMENT,
        "-Dholdfast.database.password=" + PASSWORD,
        "-Dholdfast.security.keys-file=" + keys,
        "-Dholdfast.erasure.key-file=" + erasure,
        "-Dholdfast.clock=wall",
        "-Dholdfast.ofrep.requests-per-second=" + PLENTY);
  }

  /** The log knows the two models, the first of which is active. */
  private static void register(Database database) {
    Vertx vertx = Vertx.vertx();
    Pool pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(database.uri())
                    .setUser(Roles.EXPERIMENT)
                    .setPassword(PASSWORD))
            .with(new PoolOptions().setMaxSize(1))
            .using(vertx)
            .build();
    try {
      PgEventLog log =
          new PgEventLog(pool, new ErasureKey(ERASURE_KEY.getBytes(StandardCharsets.UTF_8)));
      Instant now = Instant.now();
      ModelReference popular = ModelReference.parse("popular@1");
      ModelReference als = ModelReference.parse("als@1");
      log.append(
              List.of(
                  new ModelRegistered(UUID.randomUUID(), popular, "popular", "d1", Map.of(), now),
                  new ModelRegistered(UUID.randomUUID(), als, "als", "d2", Map.of(), now),
                  new ModelActivated(UUID.randomUUID(), popular, null, null, null, now)))
          .await()
          .atMost(PATIENCE);
    } finally {
      pool.close().await().atMost(PATIENCE);
      vertx.close().await().atMost(PATIENCE);
    }
  }

  private void begin() throws IOException, InterruptedException {
    Map<String, Object> experiment =
        Map.of(
            "key",
            FLAG,
            "scenario",
            "home",
            "control",
            "control",
            "variants",
            List.of(variant("control", "popular"), variant("challenger", "als")),
            "policy",
            Map.of("successMetric", "retention-day-7", "minimumUsers", 100, "minimumDays", 7),
            "plannedUsers",
            2000);
    try (HttpClient http = HttpClient.newHttpClient()) {
      int created = post(http, "/v1/experiments", Json.write(experiment));
      if (created != 201) {
        throw new IOException("the experiment cannot be made: status " + created);
      }
      // The service reads about the models from the log, a moment after its start.
      for (int k = 0; post(http, "/v1/experiments/" + FLAG + "/start", "") != 200; k++) {
        if (k == ATTEMPTS) {
          throw new IOException("the experiment does not start");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static Map<String, Object> variant(String name, String model) {
    return Map.of("name", name, "weight", 0.5, "model", model, "value", true);
  }

  private int post(HttpClient http, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
            .header("X-API-Key", secret)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  ServerProcess service() {
    return service;
  }

  /** The request that evaluates the flag. */
  LoadTarget evaluation() {
    return new LoadTarget(service.port(), "/ofrep/v1/evaluate/flags/" + FLAG, secret);
  }

  @Override
  public void close() throws IOException {
    service.close();
    postgres.close();
  }
}
