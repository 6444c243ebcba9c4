package io.holdfast.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.api.ApiClient;
import io.holdfast.cli.api.ApiException;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.security.Role;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.training.register.ModelRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The running product as its users see it: the public HTTP APIs, each with the key it needs. */
public final class RunningProduct implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(120);

  private final Stack stack;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ApiClient ingest;
  private final ApiClient serve;
  private final ApiClient recommenderAdmin;
  private final ApiClient experiments;
  private final ApiClient metrics;

  /** The APIs of a stack; the caller closes it before the stack. */
  public RunningProduct(Stack stack) {
    this.stack = stack;
    this.ingest = api(Service.RECOMMENDER_API, Role.INGEST);
    this.serve = api(Service.RECOMMENDER_API, Role.SERVE);
    this.recommenderAdmin = api(Service.RECOMMENDER_API, Role.ADMIN);
    this.experiments = api(Service.EXPERIMENT_SERVICE, Role.EXPERIMENT);
    this.metrics = api(Service.METRICS_DASHBOARD, Role.DASHBOARD);
  }

  private ApiClient api(Service service, Role role) {
    return ApiClient.of(http, stack.uri(service), stack.keys().of(role)).withPatience(PATIENCE);
  }

  /** recommender-api with the role {@code ingest}. */
  public ApiClient ingest() {
    return ingest;
  }

  /** recommender-api with the role {@code serve}. */
  public ApiClient serve() {
    return serve;
  }

  /** recommender-api with the role {@code admin}. */
  public ApiClient recommenderAdmin() {
    return recommenderAdmin;
  }

  /** experiment-service with the role {@code experiment}. */
  public ApiClient experiments() {
    return experiments;
  }

  /** metrics-dashboard with the role {@code dashboard}. */
  public ApiClient metrics() {
    return metrics;
  }

  /** Moves event time on. */
  public void advanceTo(Instant to) throws IOException, InterruptedException {
    recommenderAdmin.post("/v1/clock", Map.of("to", to));
  }

  /** Registers an artifact. */
  public ModelReference register(Artifact artifact) throws IOException, InterruptedException {
    return new ModelRegistry(http, stack.uri(Service.RECOMMENDER_API), stack.keys().of(Role.ADMIN))
        .register(artifact);
  }

  /** Makes a model the active one. */
  public void activate(ModelReference model) throws IOException, InterruptedException {
    recommenderAdmin.post(path(model) + "/activate", null);
  }

  /** Waits until a model is in memory. */
  public void awaitLoaded(ModelReference model) throws IOException, InterruptedException {
    await(
        "model " + model + " to be loaded",
        () -> recommenderAdmin.get(path(model)).path("loaded").asBoolean());
  }

  /** The name and version of the active model; null if none is active. */
  public String activeModel() throws IOException, InterruptedException {
    for (JsonNode model : recommenderAdmin.get("/v1/models?limit=100").path("items")) {
      if (model.path("state").asText().equals("active")) {
        return model.path("name").asText() + "@" + model.path("version").asText();
      }
    }
    return null;
  }

  /** The experiment as experiment-service has it. */
  public JsonNode experiment(String key) throws IOException, InterruptedException {
    return experiments.get("/v1/experiments/" + key);
  }

  /** The experiment's results as metrics-dashboard has them. */
  public JsonNode results(String key) throws IOException, InterruptedException {
    return metrics.get("/v1/experiments/" + key + "/results");
  }

  /** Waits until a day is measured and decided on. */
  public void awaitEvaluated(String key, Instant day) throws IOException, InterruptedException {
    await("metrics-dashboard to evaluate " + day, () -> reached(results(key), day));
    await("experiment-service to evaluate " + day, () -> reached(experiment(key), day));
  }

  private static boolean reached(JsonNode answer, Instant day) {
    JsonNode through = answer.path("evaluatedThrough");
    return through.isTextual() && !Instant.parse(through.asText()).isBefore(day);
  }

  /** Something that becomes true. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /**
   * Waits for something; what is not there yet (404, 409) counts as not yet.
   *
   * @throws IOException if it does not happen in time, or a service has ended
   */
  public void await(String what, Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!holds(condition)) {
      stack.requireAlive();
      if (System.nanoTime() > end) {
        throw new IOException("waited " + LONGEST_WAIT.toSeconds() + " s for " + what);
      }
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  private static boolean holds(Condition condition) throws IOException, InterruptedException {
    try {
      return condition.holds();
    } catch (ApiException e) {
      if (e.status() == 404 || e.status() == 409) {
        return false;
      }
      throw e;
    }
  }

  private static String path(ModelReference model) {
    return "/v1/models/" + model.name() + "/" + model.version();
  }

  @Override
  public void close() {
    http.close();
  }
}
