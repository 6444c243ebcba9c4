package io.holdfast.benchmarks.serving;

import io.holdfast.benchmarks.program.CpuSeconds;
import io.holdfast.benchmarks.program.ServerProcess;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import java.util.stream.IntStream;

/**
 * recommender-api as a process on a PostgreSQL of its own with {@code fsync} on, its log full of
 * histories, a catalogue, and an active model. Not thread-safe.
 */
final class ServingStack implements AutoCloseable {
  private static final String PASSWORD = "password";
  private static final Path JAR = Path.of("recommender-api/target/quarkus-app/quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int LOOK_AGAIN_MILLIS = 200;
  private static final int ITEMS_A_REQUEST = 1000;
  private static final int CATEGORIES = 20;

  private final EmbeddedDatabase postgres;
  private final ServerProcess service;
  private final int managementPort;
  private final String secret;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServingStack(
      EmbeddedDatabase postgres, ServerProcess service, int managementPort, String secret) {
    this.postgres = postgres;
    this.service = service;
    this.managementPort = managementPort;
    this.secret = secret;
  }

  /**
   * CPU seconds, user and system together.
   *
   * @param service of recommender-api
   * @param database of PostgreSQL, all its processes
   * @param generator of this process, which makes the load
   */
  record Processors(double service, double database, double generator) {
    Processors minus(Processors before) {
      return new Processors(
          service - before.service, database - before.database, generator - before.generator);
    }

    double total() {
      return service + database + generator;
    }
  }

  /**
   * Starts everything; the model serves when this returns.
   *
   * @param folder for files, removed by the caller
   * @param jvmOptions more options for the service's JVM
   */
  static ServingStack start(
      TrainedModel model, Histories histories, Path folder, List<String> jvmOptions)
      throws IOException, SQLException, InterruptedException {
    if (!Files.exists(JAR)) {
      throw new IOException(JAR + " is missing: run benchmarks/run serving without --no-build");
    }
    EmbeddedDatabase postgres = EmbeddedDatabase.start();
    ServerProcess service = null;
    try {
      Database database = postgres.createDatabase("holdfast");
      database.execute(Roles.sql(PASSWORD));
      EventLogMigration.migrate(database.jdbcUrl(), Roles.RECOMMENDER, PASSWORD);
      histories.write(database);
      NewApiKey key =
          NewApiKey.generate(
              "benchmark", Set.of(Role.SERVE, Role.INGEST, Role.ADMIN), new SecureRandom());
      int managementPort = ServerProcess.freePort();
      List<String> options = new ArrayList<>(jvmOptions);
      options.addAll(options(database, key, managementPort, folder));
      service = ServerProcess.start(JAR, options, "recommender-api");
      Histories.count(database);
      ServingStack stack = new ServingStack(postgres, service, managementPort, key.secret());
      stack.fill(model);
      return stack;
    } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
      if (service != null) {
        service.close();
      }
      postgres.close();
      throw e;
    }
  }

  private static List<String> options(
      Database database, NewApiKey key, int managementPort, Path folder) throws IOException {
    Path keys = folder.resolve("keys.json");
    KeysFile.write(keys, List.of(key.entry()));
    Path erasure = Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef");
    return List.of(
        "--enable-native-access=ALL-UNNAMED",
        "-Dquarkus.management.port=" + managementPort,
        "-Dholdfast.database.host=" + database.host(),
        "-Dholdfast.database.port=" + database.port(),
        "-Dholdfast.database.name=" + database.name(),
        "-Dholdfast.database.username=" + Roles.RECOMMENDER,
        "-Dholdfast.database.password=" + PASSWORD,
        "-Dholdfast.security.keys-file=" + keys,
        "-Dholdfast.erasure.key-file=" + erasure,
        "-Dholdfast.artifact.cache-dir=" + folder.resolve("artifacts"),
        "-Dholdfast.experiments.enabled=false",
        "-Dholdfast.clock=wall");
  }

  private void fill(TrainedModel model) throws IOException, InterruptedException {
    for (int from = 0; from < model.rows().items(); from += ITEMS_A_REQUEST) {
      int to = Math.min(model.rows().items(), from + ITEMS_A_REQUEST);
      require(post("/v1/items", "application/json", BodyPublishers.ofString(items(from, to))));
    }
    require(post("/v1/models", "application/x-tar", BodyPublishers.ofFile(model.tar())));
    require(
        post(
            "/v1/models/" + model.reference().replace("@", "/") + "/activate",
            "application/json",
            BodyPublishers.noBody()));
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!get("/q/health/ready").body().contains("\"" + model.reference() + "\"")) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException("the model does not serve after " + PATIENCE);
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private static String items(int from, int to) {
    return Json.write(
        Map.of(
            "items",
            IntStream.range(from, to)
                .mapToObj(
                    item ->
                        Map.of(
                            "itemId", Integer.toString(item),
                            "title", "Item " + item,
                            "categories", List.of("c-" + item % CATEGORIES),
                            "attributes", Map.of("price", item % 100)))
                .toList()));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(service.port(), path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String type, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return http.send(
        request(service.port(), path).header("Content-Type", type).POST(body).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("X-API-Key", secret);
  }

  private static void require(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  /** The latency of each stage so far. */
  StageTimes stages() throws IOException, InterruptedException {
    return StageTimes.parse(
        http.send(request(managementPort, "/q/metrics").build(), BodyHandlers.ofString()).body());
  }

  int port() {
    return service.port();
  }

  /** What clients send in {@code X-API-Key}. */
  String apiKey() {
    return secret;
  }

  /** The service's process. */
  ServerProcess service() {
    return service;
  }

  /** CPU seconds of all parts so far. */
  Processors processors() {
    return new Processors(
        CpuSeconds.ofTree(service.handle()),
        CpuSeconds.ofTree(postgres.process()),
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9);
  }

  @Override
  public void close() {
    http.close();
    service.close();
    postgres.close();
  }
}
