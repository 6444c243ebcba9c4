package io.holdfast.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.api.ApiClient;
import io.holdfast.cli.importing.ImportInteractions;
import io.holdfast.cli.log.StoredEvents;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.security.Role;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.log.JdbcEventLog;
import io.holdfast.training.pipeline.TrainModel;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataFormat;
import io.holdfast.training.register.ModelRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The three services as processes, and what becomes of the rest when one of them dies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackIT {
  private static final int ROWS = 40_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private static Stack stack;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    stack = TestStacks.start(folder.resolve("stack"), false);
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    http.close();
    stack.close();
  }

  @Test
  @Order(1)
  void killOfRecommenderApiLosesNoAcknowledgedEventAndDoublesNone() throws Exception {
    DataFile file = DataFile.of(writeRows(), DataFormat.MOVIELENS_100K);
    Set<UUID> told = new HashSet<>();
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    AtomicLong acknowledgedAtKill = new AtomicLong();
    ImportInteractions importing =
        new ImportInteractions(
            api(Role.INGEST).withPatience(PATIENCE),
            acknowledged -> {
              if (killed.getCount() > 0) {
                acknowledgedAtKill.set(acknowledged);
              }
              if (acknowledged >= 5_000) {
                underWay.countDown();
              }
            });
    try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
      Future<ImportInteractions.Outcome> running =
          worker.submit(
              () -> {
                file.read(
                    row -> {
                      Interaction interaction = row.toInteraction();
                      told.add(interaction.eventId());
                      importing.add(interaction);
                    });
                return importing.finish();
              });
      assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();
      stack.kill(Service.RECOMMENDER_API);
      killed.countDown();
      assertThat(running.isDone()).as("the import was to be interrupted in its middle").isFalse();
      assertThat(storedIds()).hasSizeGreaterThanOrEqualTo((int) acknowledgedAtKill.get());
      stack.start(Service.RECOMMENDER_API);
      stack.awaitReady(Service.RECOMMENDER_API);
      ImportInteractions.Outcome outcome = running.get(120, TimeUnit.SECONDS);
      assertThat(outcome.sent()).isEqualTo(ROWS);
      assertThat(outcome.accepted() + outcome.duplicates()).isEqualTo(ROWS);
    }
    List<UUID> stored = storedIds();
    assertThat(stored).hasSize(ROWS);
    assertThat(new HashSet<>(stored)).isEqualTo(told);
    assertThat(StoredEvents.count(stack.logJdbcUrl()).interactions()).isEqualTo(ROWS);
  }

  @Test
  @Order(2)
  void importAgainAddsNothing() throws Exception {
    ImportInteractions importing =
        new ImportInteractions(api(Role.INGEST).withPatience(PATIENCE), acknowledged -> {});
    DataFile.of(writeRows(), DataFormat.MOVIELENS_100K)
        .read(row -> importing.add(row.toInteraction()));
    assertThat(importing.finish()).isEqualTo(new ImportInteractions.Outcome(ROWS, 0, ROWS));
    assertThat(StoredEvents.count(stack.logJdbcUrl()).interactions()).isEqualTo(ROWS);
  }

  @Test
  @Order(3)
  void recommendationsGoOnWithoutExperimentsAndMetrics() throws Exception {
    TrainingData data = new JdbcEventLog(stack.logJdbcUrl()).read();
    Artifact artifact =
        new TrainModel(
                "als",
                ModelKinds.named("als"),
                Map.of("factors", "16", "epochs", "4"),
                TrainingContext.withSeed(1),
                Instant.now(),
                null)
            .run(data, folder.resolve("als"));
    ModelReference model =
        new ModelRegistry(http, stack.uri(Service.RECOMMENDER_API), stack.keys().of(Role.ADMIN))
            .register(artifact);
    String path = "/v1/models/" + model.name() + "/" + model.version();
    api(Role.ADMIN).post(path + "/activate", null);
    awaitSource("model");

    stack.stop(Service.EXPERIMENT_SERVICE);
    stack.stop(Service.METRICS_DASHBOARD);
    for (int user = 0; user < 20; user++) {
      JsonNode list = recommend("u" + user);
      assertThat(list.path("source").asText()).isEqualTo("model");
      assertThat(list.path("model").asText()).isEqualTo(model.toString());
      assertThat(list.path("items")).hasSize(10);
    }
  }

  @Test
  @Order(4)
  void takenPortIsNamedWithTheWayOut() throws IOException {
    int base = TestStacks.freeBasePort();
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), base + 1));
      assertThatThrownBy(
              () ->
                  Stack.start(
                      new Stack.Settings(
                          TestStacks.home(), folder.resolve("other"), null, base, true)))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(Integer.toString(base + 1), "experiment-service", "--base-port");
    }
  }

  private static ApiClient api(Role role) {
    return ApiClient.of(http, stack.uri(Service.RECOMMENDER_API), stack.keys().of(role));
  }

  private static JsonNode recommend(String user) throws IOException, InterruptedException {
    return api(Role.SERVE).get("/v1/users/" + user + "/recommendations?limit=10");
  }

  private static void awaitSource(String source) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!recommend("u1").path("source").asText().equals(source)) {
      assertThat(System.nanoTime()).as("the model is not served in time").isLessThan(end);
      Thread.sleep(100);
    }
  }

  /** Rows that all differ; every user has some taste. */
  private static Path writeRows() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      int user = row % 400;
      int item = (user % 5) * 60 + (row / 400 * 7 + user) % 60;
      lines.append("u%d\ti%d\t5\t%d\n".formatted(user, item, 1_000_000_000L + row));
    }
    return Files.writeString(folder.resolve("rows"), lines);
  }

  private static List<UUID> storedIds() throws Exception {
    List<UUID> ids = new ArrayList<>();
    try (var connection = stack.database().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT event_id FROM event_log.interaction")) {
      while (row.next()) {
        ids.add(row.getObject(1, UUID.class));
      }
    }
    return ids;
  }
}
