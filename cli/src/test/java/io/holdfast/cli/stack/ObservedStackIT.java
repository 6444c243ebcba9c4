package io.holdfast.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.api.ApiClient;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.security.Role;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three services with traces and JSON logs: what they keep, export and say of a person. */
class ObservedStackIT {
  private static final String CALLER_SPAN = "00f067aa0ba902b7";

  private static final String PLANNED =
      """
      {"key": "planned", "name": "Planned", "scenario": "home", "control": "control",
       "variants": [{"name": "control", "weight": 0.5, "model": "popular"},
                    {"name": "challenger", "weight": 0.5, "model": "als"}],
       "policy": {"successMetric": "retention-day-7", "minimumUsers": 500, "minimumDays": 14},
       "plan": {"minimumEffect": 0.02, "baseline": 0.2, "usersPerDay": 460}}
      """;

  @TempDir static Path folder;

  private static Stack stack;
  private static TraceReceiver traces;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    traces = new TraceReceiver();
    Map<String, String> options = new HashMap<>(traces.options());
    options.put("quarkus.log.console.json.enabled", "true");
    stack = TestStacks.start(folder.resolve("stack"), false, options);
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    http.close();
    stack.close();
    traces.close();
  }

  @Test
  void erasureReachesEveryServiceAndNoLogOrTraceNamesAUserOrAKey() throws Exception {
    String id = "forgotten-5e1d";
    ToldUser user = new ToldUser(stack, http, id);
    user.tell();
    await(
        "every service knows the user",
        () ->
            user.tables()
                .containsAll(
                    List.of(
                        "event_log.event",
                        "experiment.sticky_variant",
                        "metrics.person",
                        "recommender.person",
                        "recommender.sticky_variant")));
    assertThat(user.export(Service.RECOMMENDER_API))
        .contains("Profile", "FirstExposure", "\"Interaction\"", "ExposureRecorded");
    assertThat(user.export(Service.EXPERIMENT_SERVICE)).contains(id, "\"variant\":\"control\"");
    assertThat(user.export(Service.METRICS_DASHBOARD)).contains(id, "\"table\":\"exposure\"");

    user.erase();
    await("nothing holds the id", () -> user.tables().isEmpty());
    for (Service service : Service.values()) {
      assertThat(user.export(service)).doesNotContain("control", "click");
    }

    await("traces", () -> traces.spans().toString().contains("/v1/users/{id}/export"));
    for (Service service : Service.values()) {
      String field = "\"service\":\"" + service.folder() + "\"";
      assertThat(user.logs().lines())
          .anyMatch(line -> line.startsWith("{") && line.contains(field) && line.endsWith("}"));
    }
    String told = user.logs() + traces.spans();
    assertThat(told).doesNotContain(id);
    for (Role role : Role.values()) {
      assertThat(told).doesNotContain(stack.keys().of(role));
    }
  }

  @Test
  void tracesGoThroughTheServicesAndHaveTheRequestId() throws Exception {
    JsonNode list =
        api(Service.RECOMMENDER_API, Role.SERVE)
            .get("/v1/users/u1/recommendations", Map.of("traceparent", traceParent("a1")));
    Map<String, String> requestId = Map.of("holdfast.request_id", list.path("requestId").asText());
    await(
        "the trace of a recommendation",
        () ->
            traceOf("a1").stream()
                .anyMatch(
                    span ->
                        span.service().equals("recommender-api")
                            && span.parentId().equals(CALLER_SPAN)
                            && span.name().equals("GET /v1/users/{id}/recommendations")
                            && span.attributes().entrySet().containsAll(requestId.entrySet())));
    await(
        "a look at the running experiments, at both ends",
        () ->
            traces.spans().stream()
                .filter(span -> span.service().equals("experiment-service"))
                .anyMatch(span -> isChildOf(span, "recommender-api")));

    api(Service.EXPERIMENT_SERVICE, Role.ADMIN)
        .post("/v1/experiments", Json.readMap(PLANNED), Map.of("traceparent", traceParent("b2")));
    await(
        "a plan that metrics-dashboard computes",
        () ->
            traceOf("b2").stream()
                .filter(span -> span.service().equals("metrics-dashboard"))
                .anyMatch(span -> isChildOf(span, "experiment-service")));
  }

  private static ApiClient api(Service service, Role role) {
    return ApiClient.of(http, stack.uri(service), stack.keys().of(role));
  }

  private static String traceParent(String hex) {
    return "00-" + hex.repeat(16) + "-" + CALLER_SPAN + "-01";
  }

  private static List<TraceReceiver.Span> traceOf(String hex) {
    return traces.spans().stream().filter(span -> span.traceId().equals(hex.repeat(16))).toList();
  }

  private static boolean isChildOf(TraceReceiver.Span span, String service) {
    return traces.spans().stream()
        .anyMatch(
            parent ->
                parent.service().equals(service)
                    && parent.traceId().equals(span.traceId())
                    && parent.spanId().equals(span.parentId()));
  }

  private static void await(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(100);
    }
  }
}
