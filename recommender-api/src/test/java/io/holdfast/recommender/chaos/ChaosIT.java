package io.holdfast.recommender.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.contracts.log.Roles;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.RecommenderProcess;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service and a real PostgreSQL, of which one thing after another is taken away. In
 * every case recommendations are answered with 200 and say where they came from, and when the thing
 * is back nobody has to do anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosIT {
  private static final int DISK_MEGABYTES = 64;

  @TempDir static Path folder;

  private final TestModels.Upload popular = TestModels.popular("popular");
  private final TestModels.Upload als = TestModels.als("als", 1);
  private EmbeddedDatabase postgres;
  private Database database;
  private HttpServer peer;
  private int peerPort;
  private Optional<TinyDisk> cacheDisk;
  private Optional<TinyDisk> databaseDisk;
  private RecommenderProcess service;

  @BeforeAll
  void start() throws Exception {
    cacheDisk = TinyDisk.mount(folder.resolve("cache"), 2);
    databaseDisk = TinyDisk.mount(folder.resolve("tablespace"), DISK_MEGABYTES);
    postgres = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, folder.resolve("postgres"));
    database = postgres.createDatabase("chaos");
    database.execute(Roles.sql(RecommenderProcess.PASSWORD));
    if (databaseDisk.isPresent()) {
      Path place = Files.createDirectory(databaseDisk.get().place().resolve("data"));
      postgres.execute("CREATE TABLESPACE tiny LOCATION '" + place + "'");
      postgres.execute("ALTER DATABASE chaos SET TABLESPACE tiny");
    }
    startPeer(0);
    Map<String, String> options = new HashMap<>();
    options.put("holdfast.experiments.url", "http://127.0.0.1:" + peerPort);
    options.put("holdfast.experiments.poll-interval", "100ms");
    options.put("holdfast.artifact.cache-dir", folder.resolve("cache").toString());
    options.put("holdfast.serving.model-poll-interval", "200ms");
    options.put("holdfast.models.retry-interval", "200ms");
    options.put("holdfast.served.capacity", "20");
    options.put("holdfast.answer.deadline", "5s");
    options.put("holdfast.answer.read-deadline", "3s");
    for (String store : List.of("PgItemCatalogue", "PgScenarioStore", "PgModelRegistry")) {
      options.put("io.holdfast.recommender.store." + store + "/Timeout/value", "2");
    }
    service = RecommenderProcess.start(folder, database, options);
    Eventually.holds(() -> assertThat(isReady()).isTrue());
    register(popular);
    register(als);
    activate(als);
    interact("fan");
    Eventually.holds(() -> assertThat(source()).isEqualTo("model"));
  }

  private void startPeer(int port) throws IOException {
    peer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    peer.createContext(
        "/v1/experiments/active",
        exchange -> {
          try (exchange) {
            byte[] body = "{\"experiments\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    peer.start();
    peerPort = peer.getAddress().getPort();
  }

  @AfterAll
  void stop() throws IOException {
    if (service != null) {
      service.close();
    }
    if (peer != null) {
      peer.stop(0);
    }
    if (postgres != null) {
      postgres.close();
    }
    for (Optional<TinyDisk> disk : List.of(cacheDisk, databaseDisk)) {
      if (disk.isPresent()) {
        disk.get().close();
      }
    }
  }

  @Test
  void withPostgresStopped() throws Exception {
    int port = postgres.port();
    postgres.close();
    Eventually.holds(() -> assertThat(source()).isEqualTo("fallback-popular"));
    for (int k = 0; k < 30; k++) {
      assertThat(source()).isEqualTo("fallback-popular");
    }
    assertThat(isReady()).isTrue();
    changesNothingNow();

    postgres = EmbeddedDatabase.start(port, folder.resolve("postgres"));
    Eventually.holds(() -> assertThat(source()).isEqualTo("model"));
    Eventually.holds(() -> assertThat(buffered()).isZero());
  }

  /** Connections stay open and nobody answers. */
  @Test
  void withPostgresSilent() throws Exception {
    signalPostgres("STOP");
    try {
      Eventually.holds(() -> assertThat(source()).isEqualTo("fallback-popular"));
      changesNothingNow();
    } finally {
      signalPostgres("CONT");
    }
    Eventually.holds(() -> assertThat(source()).isEqualTo("model"));
    Eventually.holds(() -> assertThat(buffered()).isZero());
  }

  private void signalPostgres(String signal) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    Stream.concat(Stream.of(postgres.process()), postgres.process().descendants())
        .forEach(process -> command.add(Long.toString(process.pid())));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /** What needs the database is refused for now, and says so. */
  private void changesNothingNow() {
    List<Response> answers =
        List.of(
            service.as(TestKeys.INGEST).body("{\"title\": \"Odd\"}").put("/v1/items/odd-1"),
            service.as(TestKeys.ADMIN).body("{\"limit\": 3}").put("/v1/scenarios/chaos"),
            service.as(TestKeys.ADMIN).get("/v1/models"));
    for (Response answer : answers) {
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotNull();
    }
  }

  @Test
  void withExperimentServiceStopped() throws Exception {
    peer.stop(0);
    Eventually.holds(() -> assertThat(health()).contains("the last known"));
    assertThat(source()).isEqualTo("model");
    startPeer(peerPort);
    Eventually.holds(() -> assertThat(health()).doesNotContain("the last known"));
    assertThat(source()).isEqualTo("model");
  }

  @Test
  void withACorruptArtifact() throws Exception {
    TestModels.Upload bad = TestModels.als("bad", 7);
    register(bad);
    deleteCached(bad);
    flip(bad);
    activate(bad);
    Eventually.holds(() -> assertThat(health()).contains("refused bad@"));
    assertThat(service.recommend("fan").jsonPath().getString("model")).isEqualTo(als.reference());
    assertThat(source()).isEqualTo("model");

    flip(bad);
    Eventually.holds(() -> assertThat(servingModel()).isEqualTo(bad.reference()));
    activate(als);
    Eventually.holds(() -> assertThat(servingModel()).isEqualTo(als.reference()));
  }

  @Test
  void withAFullDiskUnderTheCacheOfArtifacts() throws Exception {
    assumeTrue(cacheDisk.isPresent(), "a small file system can be mounted");
    TestModels.Upload next = TestModels.als("next", 9);
    register(next);
    deleteCached(next);
    cacheDisk.get().fill();
    activate(next);
    Eventually.holds(() -> assertThat(health()).contains("refused next@"));
    assertThat(servingModel()).isEqualTo(als.reference());
    assertThat(source()).isEqualTo("model");

    cacheDisk.get().clear();
    Eventually.holds(() -> assertThat(servingModel()).isEqualTo(next.reference()));
    activate(als);
    Eventually.holds(() -> assertThat(servingModel()).isEqualTo(als.reference()));
  }

  @Test
  void withAFullDiskUnderPostgres() throws Exception {
    assumeTrue(databaseDisk.isPresent(), "a small file system can be mounted");
    databaseDisk.get().fill();
    Eventually.holds(
        () -> {
          for (int k = 0; k < 20; k++) {
            assertThat(source()).isEqualTo("model");
          }
          assertThat(buffered()).isEqualTo(20);
        });
    assertThat(source()).as("reads go on").isEqualTo("model");

    databaseDisk.get().clear();
    Eventually.holds(() -> assertThat(buffered()).isZero());
    interact("fan");
    assertThat(source()).isEqualTo("model");
  }

  private String source() {
    assertThat(service.isAlive()).isTrue();
    Response response = service.recommend("fan");
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.jsonPath().getList("items")).hasSize(3);
    return response.jsonPath().getString("source");
  }

  private String servingModel() {
    return service.recommend("fan").jsonPath().getString("model");
  }

  private int buffered() {
    return service.as(TestKeys.DASHBOARD).get("/v1/exposure-health").jsonPath().getInt("buffered");
  }

  private String health() {
    return service.as(TestKeys.SERVE).get("/q/health/ready").asString();
  }

  private boolean isReady() {
    try {
      return service.as(TestKeys.SERVE).get("/q/health/ready").statusCode() == 200;
    } catch (Exception notListening) {
      assertThat(service.isAlive()).isTrue();
      return false;
    }
  }

  private void interact(String userId) {
    String body = "{\"userId\": \"%s\", \"itemId\": \"odd-1\", \"type\": \"click\"}";
    Response response =
        service.as(TestKeys.INGEST).body(body.formatted(userId)).post("/v1/interactions");
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
  }

  private void register(TestModels.Upload model) {
    Response response =
        service
            .as(TestKeys.ADMIN)
            .contentType("application/x-tar")
            .body(model.tar())
            .post("/v1/models");
    assertThat(response.statusCode()).as(response.asString()).isIn(200, 201);
  }

  private void activate(TestModels.Upload model) {
    Response response =
        service
            .as(TestKeys.ADMIN)
            .post("/v1/models/{name}/{version}/activate", model.name(), model.version());
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
  }

  private void deleteCached(TestModels.Upload model) throws IOException {
    Path cached = folder.resolve("cache").resolve(model.digest());
    try (var files = Files.list(cached)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(cached);
  }

  /** Turns one bit of the stored artifact over; the second time it is whole again. */
  private void flip(TestModels.Upload model) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(
                """
                UPDATE recommender.artifact_chunk
                SET content = set_bit(content, 20000, 1 - get_bit(content, 20000))
                WHERE digest = ?
                """)) {
      update.setString(1, model.digest());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
