package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.HeldLog;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class InteractionsIT {
  @ConfigProperty(name = "test.url")
  URI url;

  @Test
  void oneOrAnArrayOrAnObjectWithTheArray() {
    String one = "{\"userId\": \"forms\", \"itemId\": \"i\", \"type\": \"click\"}";
    for (String body :
        List.of(one, "[" + one + "," + one + "]", "{\"interactions\": [" + one + "]}")) {
      assertThat(ingest(body).statusCode()).isEqualTo(202);
    }
    assertThat(stored("forms")).isEqualTo(4);
    assertThat(ingest("[]").jsonPath().getInt("accepted")).isZero();
  }

  @Test
  void everyFieldIsStored() {
    UUID eventId = UUID.randomUUID();
    UUID requestId = UUID.randomUUID();
    Response response =
        ingest(
            """
            {"eventId": "%s", "userId": "whole", "itemId": "i", "type": "rating", "value": 4.5,
             "criteria": {"story": 5}, "occurredAt": "2026-01-02T03:04:05.123456789Z",
             "sessionId": "s", "requestId": "%s", "domain": "books",
             "context": {"country": "DE", "age": 40, "ok": true, "tags": ["a", "b"]},
             "historical": true, "somethingNew": {"is": "ignored"}}
            """
                .formatted(eventId, requestId));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
    JsonPath history = as(TestKeys.SERVE).get("/v1/users/whole/history").jsonPath();
    assertThat(history.getString("interactions[0].eventId")).isEqualTo(eventId.toString());
    assertThat(history.getString("interactions[0].requestId")).isEqualTo(requestId.toString());
    assertThat(history.getString("interactions[0].occurredAt"))
        .isEqualTo("2026-01-02T03:04:05.123456Z");
    assertThat(history.getDouble("interactions[0].value")).isEqualTo(4.5);
    assertThat(history.getDouble("interactions[0].criteria.story")).isEqualTo(5);
    assertThat(history.getList("interactions[0].context.tags")).isEqualTo(List.of("a", "b"));
    assertThat(history.getBoolean("interactions[0].historical")).isTrue();
  }

  @Test
  void allErrorsAreToldAtOnceAndNothingIsStored() {
    String tooLong = "x".repeat(257);
    String future = Instant.now().plus(Duration.ofMinutes(6)).toString();
    Response response =
        ingest(
            """
            {"interactions": [
              {"userId": "errors", "itemId": "i", "type": "click"},
              {"type": "Click!", "eventId": "no", "value": "x", "occurredAt": "%s"},
              {"userId": "%s", "type": "click", "criteria": {"a": "b"}, "context": {"c": {}},
               "requestId": 7, "sessionId": " ", "historical": "yes", "occurredAt": "yesterday"},
              17,
              {"userId": "a\\u0000b", "itemId": "i\\ud800", "type": "view",
               "occurredAt": "1969-12-31T23:59:59Z"}
            ]}
            """
                .formatted(future, tooLong));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getString("type"))
        .isEqualTo("urn:holdfast:problem:invalid-request");
    assertThat(response.jsonPath().getList("errors.field", String.class))
        .containsExactlyInAnyOrder(
            "interactions[1].userId",
            "interactions[1].type",
            "interactions[1].eventId",
            "interactions[1].value",
            "interactions[1].occurredAt",
            "interactions[2].userId",
            "interactions[2].itemId",
            "interactions[2].criteria.a",
            "interactions[2].context.c",
            "interactions[2].requestId",
            "interactions[2].sessionId",
            "interactions[2].historical",
            "interactions[2].occurredAt",
            "interactions[3]",
            "interactions[4].userId",
            "interactions[4].itemId",
            "interactions[4].occurredAt");
    assertThat(stored("errors")).isZero();
  }

  @Test
  void fourMinutesAheadIsTakenIn() {
    String soon = Instant.now().plus(Duration.ofMinutes(4)).toString();
    Response response =
        ingest(
            "{\"userId\": \"soon\", \"type\": \"visit\", \"occurredAt\": \"%s\"}".formatted(soon));
    assertThat(response.statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "\"x\"", "{\"interactions\": {}}", "{", "[1,", "null"})
  void whatIsNoInteractionIsAProblem(String body) {
    Response response = ingest(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.contentType()).startsWith("application/problem+json");
  }

  @Test
  void aThousandAreTakenInAndOneMoreIsNot() {
    assertThat(ingest(visits("many", 1000)).jsonPath().getInt("accepted")).isEqualTo(1000);
    assertThat(stored("many")).isEqualTo(1000);
    assertThat(ingest(visits("more", 1001)).statusCode()).isEqualTo(400);
    assertThat(stored("more")).isZero();
  }

  @Test
  void aRepeatedEventIsADuplicate() {
    UUID eventId = UUID.randomUUID();
    String first = event(eventId, "again", "2026-11-01T00:00:00Z");
    String later = event(eventId, "again", "2026-11-01T00:00:01Z");
    assertThat(ingest("[" + first + "," + first + "]").jsonPath().getMap(""))
        .isEqualTo(java.util.Map.of("accepted", 1, "duplicates", 1));
    assertThat(ingest("[" + first + "," + later + "]").jsonPath().getMap(""))
        .isEqualTo(java.util.Map.of("accepted", 1, "duplicates", 1));
    assertThat(ingest(first).jsonPath().getInt("duplicates")).isEqualTo(1);
    assertThat(stored("again")).isEqualTo(2);
  }

  @Test
  void concurrentRequestsCountTheirOwnDuplicates() throws Exception {
    List<String> bodies = new ArrayList<>();
    int events = 50;
    for (int copy = 0; copy < 8; copy++) {
      int own = copy;
      bodies.add(
          IntStream.range(0, events)
              .mapToObj(
                  k ->
                      event(new UUID(17, k), "crowd", "2026-11-02T00:00:00Z")
                          + ","
                          + event(new UUID(18 + own, k), "crowd", "2026-11-02T00:00:00Z"))
              .collect(Collectors.joining(",", "[", "]")));
    }
    int accepted = 0;
    int duplicates = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<JsonPath>> answers = new ArrayList<>();
      for (String body : bodies) {
        answers.add(threads.submit(() -> ingest(body).jsonPath()));
      }
      for (Future<JsonPath> answer : answers) {
        JsonPath counts = answer.get();
        assertThat(counts.getInt("accepted")).isGreaterThanOrEqualTo(events);
        assertThat(counts.getInt("accepted") + counts.getInt("duplicates")).isEqualTo(2 * events);
        accepted += counts.getInt("accepted");
        duplicates += counts.getInt("duplicates");
      }
    }
    assertThat(accepted).isEqualTo(9 * events);
    assertThat(duplicates).isEqualTo(7 * events);
    assertThat(stored("crowd")).isEqualTo(9L * events);
  }

  @Test
  void whatFindsNoRoomIsRefusedWholeAndTheRestIsStored() throws Exception {
    int requests = 8;
    List<Future<Response>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(requests)) {
      try (HeldLog _ = HeldLog.hold()) {
        for (int k = 0; k < requests; k++) {
          answers.add(threads.submit(() -> ingest(visits("pressed", 1000))));
        }
        Eventually.holds(() -> assertThat(answers).anyMatch(Future::isDone));
      }
      int accepted = 0;
      int refused = 0;
      for (Future<Response> answer : answers) {
        if (answer.get().statusCode() == 429) {
          refused++;
          assertThat(answer.get().header("Retry-After")).isEqualTo("1");
          assertThat(answer.get().jsonPath().getString("type"))
              .isEqualTo("urn:holdfast:problem:too-many-requests");
        } else {
          assertThat(answer.get().statusCode()).isEqualTo(202);
          accepted += answer.get().jsonPath().getInt("accepted");
        }
      }
      assertThat(refused).isPositive();
      assertThat(accepted).isEqualTo(1000 * (requests - refused));
      assertThat(stored("pressed")).isEqualTo(accepted);
    }
  }

  @Test
  void inWallTimeARequestDoesNotTellTheTimeAndNobodyMovesIt() {
    String before = Instant.now().minusSeconds(60).toString();
    as(TestKeys.INGEST)
        .header("Holdfast-Time", "2001-01-01T00:00:00Z")
        .body("{\"userId\": \"walled\", \"type\": \"visit\"}")
        .post("/v1/interactions");
    assertThat(
            as(TestKeys.SERVE)
                .get("/v1/users/walled/history")
                .jsonPath()
                .getString("interactions[0].occurredAt"))
        .isGreaterThan(before);
    assertThat(as(TestKeys.ADMIN).get("/v1/clock").jsonPath().getString("mode")).isEqualTo("wall");
    assertThat(
            as(TestKeys.ADMIN)
                .body("{\"to\": \"2030-01-01T00:00:00Z\"}")
                .post("/v1/clock")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void whatWasAcknowledgedIsReadAtOnce() {
    for (int k = 0; k < 20; k++) {
      ingest("{\"userId\": \"mine\", \"itemId\": \"i-" + k + "\", \"type\": \"click\"}");
      assertThat(
              as(TestKeys.SERVE)
                  .get("/v1/users/mine/history")
                  .jsonPath()
                  .getString("interactions[0].itemId"))
          .isEqualTo("i-" + k);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
    Response response =
        as(TestKeys.INGEST).body(" ".repeat((16 << 20) + 1)).post("/v1/interactions");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.contentType()).startsWith("application/problem+json");
  }

  @Test
  void aBodyOfUnknownLengthIsRefusedBeforeItIsRead() throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              POST /v1/interactions HTTP/1.1\r
              Host: localhost\r
              X-API-Key: %s\r
              Content-Type: application/json\r
              Transfer-Encoding: chunked\r
              Connection: close\r
              \r
              """
                  .formatted(TestKeys.INGEST)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 411").contains("length-required");
    }
  }

  private static long stored(String userId) {
    return LogTable.number("SELECT count(*) FROM event_log.interaction WHERE user_id = ?", userId);
  }

  private static String visits(String userId, int count) {
    return IntStream.range(0, count)
        .mapToObj(k -> "{\"userId\": \"" + userId + "\", \"type\": \"visit\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String event(UUID eventId, String userId, String occurredAt) {
    return """
    {"eventId": "%s", "userId": "%s", "type": "visit", "occurredAt": "%s"}
    """
        .formatted(eventId, userId, occurredAt);
  }
}
