package io.holdfast.benchmarks.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.benchmarks.program.ServerProcess;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.training.register.ModelRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * recommender-api's jar as a process on a PostgreSQL of its own, in event time, with the scenario
 * {@value #SCENARIO}, in which seen items may come back. Spoken to over HTTP alone. Not
 * thread-safe.
 */
final class ReplayStack implements AutoCloseable {
  private static final String SCENARIO = "repeats";
  private static final String PASSWORD = "password";
  private static final Path JAR = Path.of("recommender-api/target/quarkus-app/quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LOOK_AGAIN_MILLIS = 200;
  private static final int INTERACTIONS_A_REQUEST = 1000;

  private final EmbeddedDatabase postgres;
  private final ServerProcess service;
  private final String secret;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long now = Long.MIN_VALUE;

  private ReplayStack(EmbeddedDatabase postgres, ServerProcess service, String secret) {
    this.postgres = postgres;
    this.service = service;
    this.secret = secret;
  }

  /**
   * Starts both.
   *
   * @param folder for files, removed by the caller
   */
  static ReplayStack start(Path folder) throws IOException, InterruptedException {
    if (!Files.exists(JAR)) {
      throw new IOException(JAR + " is missing: run benchmarks/run replay without --no-build");
    }
    EmbeddedDatabase postgres = EmbeddedDatabase.start();
    try {
      Database database = postgres.createDatabase("holdfast");
      database.execute(Roles.sql(PASSWORD));
      EventLogMigration.migrate(database.jdbcUrl(), Roles.RECOMMENDER, PASSWORD);
      NewApiKey key =
          NewApiKey.generate(
              "replay", Set.of(Role.SERVE, Role.INGEST, Role.ADMIN), new SecureRandom());
      ServerProcess service =
          ServerProcess.start(JAR, options(database, key, folder), "recommender-api");
      return new ReplayStack(postgres, service, key.secret());
    } catch (SQLException e) {
      postgres.close();
      throw new IOException("the database cannot be prepared", e);
    } catch (IOException | InterruptedException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  private static List<String> options(Database database, NewApiKey key, Path folder)
      throws IOException {
    Path keys = folder.resolve("keys.json");
    KeysFile.write(keys, List.of(key.entry()));
    Path erasure = Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef");
    return List.of(
        "--enable-native-access=ALL-UNNAMED",
        "-Dquarkus.management.port=" + ServerProcess.freePort(),
        "-Dholdfast.database.host=" + database.host(),
        "-Dholdfast.database.port=" + database.port(),
        "-Dholdfast.database.name=" + database.name(),
        "-Dholdfast.database.username=" + Roles.RECOMMENDER,
        "-Dholdfast.database.password=" + PASSWORD,
        "-Dholdfast.security.keys-file=" + keys,
        "-Dholdfast.erasure.key-file=" + erasure,
        "-Dholdfast.artifact.cache-dir=" + folder.resolve("artifacts"),
        "-Dholdfast.serving.scenarios." + SCENARIO + ".hide-seen=false",
        "-Dholdfast.clock=event");
  }

  /** Registers a model, makes it the active one, and waits until it serves. */
  void serve(Artifact artifact) throws IOException, InterruptedException {
    ModelReference model = new ModelRegistry(http, address(""), secret).register(artifact);
    String path = "/v1/models/" + model.name() + "/" + model.version();
    post(path + "/activate", null);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!get(path).path("loaded").asBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException(model + " does not serve after " + PATIENCE);
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** Moves time on to that second, unless it is there already. */
  void advance(long epochSecond) throws IOException, InterruptedException {
    if (epochSecond > now) {
      post("/v1/clock", Map.of("to", Instant.ofEpochSecond(epochSecond)));
      now = epochSecond;
    }
  }

  /** Tells that somebody bought a basket; stored when this returns. */
  void buy(String userId, Basket basket) throws IOException, InterruptedException {
    post("/v1/interactions", purchases(userId, basket, false));
  }

  /** Tells what was bought before the replay. */
  void tellPast(List<Basket> baskets, List<String> idsOfEach)
      throws IOException, InterruptedException {
    List<Map<String, Object>> batch = new ArrayList<>();
    for (Basket basket : baskets) {
      for (String suffix : idsOfEach) {
        for (Map<String, Object> purchase : purchases(basket.userId() + suffix, basket, true)) {
          batch.add(purchase);
          if (batch.size() == INTERACTIONS_A_REQUEST) {
            post("/v1/interactions", batch);
            batch.clear();
          }
        }
      }
    }
    if (!batch.isEmpty()) {
      post("/v1/interactions", batch);
    }
  }

  private static List<Map<String, Object>> purchases(
      String userId, Basket basket, boolean historical) {
    Instant at = Instant.ofEpochSecond(basket.epochSecond());
    return basket.items().stream()
        .<Map<String, Object>>map(
            item ->
                Map.of(
                    "userId", userId,
                    "itemId", item,
                    "type", "purchase",
                    "occurredAt", at,
                    "historical", historical))
        .toList();
  }

  /**
   * A list for a user.
   *
   * @throws IOException if something stood in for the model
   */
  List<String> recommend(String userId, int length) throws IOException, InterruptedException {
    String id = URLEncoder.encode(userId, StandardCharsets.UTF_8);
    JsonNode list =
        get("/v1/users/" + id + "/recommendations?scenario=" + SCENARIO + "&limit=" + length);
    if (!list.path("source").asText().equals("model")) {
      throw new IOException("the list of " + userId + " came from " + list.path("source"));
    }
    return list.path("items").findValuesAsText("itemId");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path)).header("X-API-Key", secret);
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + service.port() + path);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return Json.mapper().readTree(answer.body());
  }

  @Override
  public void close() {
    http.close();
    service.close();
    postgres.close();
  }
}
