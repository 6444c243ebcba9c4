package io.holdfast.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.api.ApiClient;
import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.cli.stack.Service;
import io.holdfast.cli.stack.Stack;
import io.holdfast.cli.stack.TestStacks;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.security.Role;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.log.JdbcEventLog;
import io.holdfast.training.pipeline.TrainModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests made from the OpenAPI documents of the running services, half of them odd, end without
 * an internal error, and the product still serves afterwards. {@code -Dholdfast.fuzz.requests} says
 * how many go to each service, {@code -Dholdfast.fuzz.seed} which.
 */
class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("holdfast.fuzz.requests", 600);
  private static final long SEED = Long.getLong("holdfast.fuzz.seed", 1);
  private static final int THREADS = 4;

  @TempDir Path folder;

  @Test
  void nothingThatIsSentEndsInAnInternalError() throws Exception {
    try (Stack stack = TestStacks.start(folder.resolve("stack"), false);
        RunningProduct product = new RunningProduct(stack);
        HttpClient client = HttpClient.newHttpClient()) {
      fill(stack, product);

      for (Service service : Service.values()) {
        fuzz(stack, service, client);
      }

      stack.requireAlive();
      for (Service service : Service.values()) {
        assertThat(stack.isReady(service)).as("%s is ready", service).isTrue();
      }
      assertThat(product.serve().get("/v1/users/u1/recommendations").path("source").asText())
          .isNotBlank();
    }
  }

  private static void fuzz(Stack stack, Service service, HttpClient client) throws Exception {
    Fuzzer fuzzer =
        new Fuzzer(
            client,
            stack.uri(service),
            List.copyOf(stack.keys().byRole().values()),
            document(stack, service, client));
    fuzzer.findKeys();
    List<Callable<Fuzzer.Result>> requests = new ArrayList<>();
    for (int number = 0; number < REQUESTS; number++) {
      int one = number;
      requests.add(() -> fuzzer.send(SEED, one));
    }
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Fuzzer.Result> sent : workers.invokeAll(requests)) {
        Fuzzer.Result result = sent.get();
        statuses.merge(result.status(), 1, Integer::sum);
        if (result.fault() != null) {
          faults.add(result.fault());
        }
      }
    }
    System.out.printf(
        "fuzz: %s, seed %d, %d requests, answers by status %s%n",
        service.folder(), SEED, REQUESTS, statuses);
    assertThat(faults).as("faults of %s", service.folder()).isEmpty();
  }

  private static ApiDocument document(Stack stack, Service service, HttpClient client)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.uri(service) + "/q/openapi?format=json"))
            .header("X-API-Key", stack.keys().of(Role.ADMIN))
            .build();
    JsonNode root = Json.mapper().readTree(client.send(request, BodyHandlers.ofString()).body());
    assertThat(root.path("paths").size()).isPositive();
    return new ApiDocument(root);
  }

  /** Users, items and two models, so that there is something to be asked for. */
  private void fill(Stack stack, RunningProduct product) throws Exception {
    Random random = new Random(1);
    List<Map<String, Object>> interactions = new ArrayList<>();
    for (int user = 0; user < 40; user++) {
      for (int at = 0; at < 10; at++) {
        interactions.add(
            Map.of(
                "userId",
                "u" + user,
                "itemId",
                "i" + random.nextInt(30),
                "type",
                "click",
                "occurredAt",
                Instant.now().minusSeconds(10_000 - at).toString()));
      }
    }
    ApiClient ingest = product.ingest();
    ingest.post("/v1/interactions", interactions);
    for (String kind : List.of("popular", "als")) {
      ModelReference model =
          product.register(
              new TrainModel(
                      kind,
                      ModelKinds.named(kind),
                      Map.of(),
                      TrainingContext.withSeed(1),
                      Instant.now(),
                      null)
                  .run(new JdbcEventLog(stack.logJdbcUrl()).read(), folder.resolve(kind)));
      product.activate(model);
      product.awaitLoaded(model);
    }
  }
}
