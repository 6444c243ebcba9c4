package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class UsersIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Inject EventLog log;

  @Test
  void attributesAreKeptAndTold() {
    declare("declared", "{\"attributes\": {\"country\": \"DE\"}}");
    JsonPath changed =
        declare("declared", "{\"attributes\": {\"country\": \"FR\", \"premium\": true}}")
            .jsonPath();
    assertThat(changed.getLong("revision")).isEqualTo(2);
    List<String> told =
        LogTable.texts(
            """
            SELECT payload -> 'attributes' ->> 'country' FROM event_log.event
            WHERE kind = 'UserChanged' AND user_id = 'declared' ORDER BY position
            """);
    assertThat(told).containsExactly("DE", "FR");
    Response wrong = declare("declared", "{\"attributes\": {\"a\": {}}}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.jsonPath().getString("errors[0].field")).isEqualTo("attributes.a");
  }

  @Test
  void theHistoryIsNewestFirstAndBounded() {
    for (int k = 0; k < 5; k++) {
      interact("historian", "i-" + k, "view");
    }
    JsonPath history = as(TestKeys.SERVE).get("/v1/users/historian/history?limit=3").jsonPath();
    assertThat(history.getList("interactions.itemId", String.class))
        .containsExactly("i-4", "i-3", "i-2");
    assertThat(as(TestKeys.SERVE).get("/v1/users/historian/history?limit=1001").statusCode())
        .isEqualTo(400);
  }

  @Test
  void anExportHoldsEverythingInPages() throws Exception {
    declare("exported", "{\"attributes\": {\"country\": \"DE\"}}");
    for (int k = 0; k < 5; k++) {
      interact("exported", "i-" + k, "click");
    }
    recommend("exported", 3);
    Eventually.holds(() -> assertThat(LogTable.number(countServed(), "exported")).isEqualTo(1));
    List<String> kinds = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page =
          as(TestKeys.ADMIN).get("/v1/users/exported/export?limit=3" + cursor).jsonPath();
      assertThat(page.getString("profile.attributes.country")).isEqualTo("DE");
      kinds.addAll(page.getList("events.kind", String.class));
      cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.get("nextCursor");
    } while (cursor != null);
    assertThat(kinds)
        .containsExactly(
            "UserChanged",
            "Interaction",
            "Interaction",
            "Interaction",
            "Interaction",
            "Interaction",
            "RecommendationServed");
  }

  @Test
  void anExportCanBeReadAsLines() throws Exception {
    declare("streamed", "{\"attributes\": {\"country\": \"DE\"}}");
    interact("streamed", "i-1", "click");
    LogTable.update(
        """
        INSERT INTO recommender.sticky_variant
        VALUES ('streamed', 'e', 'control', '2026-11-24 12:00:00+00')
        """);
    List<String> lines =
        as(TestKeys.ADMIN)
            .accept("application/x-ndjson")
            .get("/v1/users/streamed/export")
            .asString()
            .lines()
            .toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("\"kind\":\"Profile\"", "\"country\":\"DE\"");
    assertThat(lines.get(1))
        .isEqualTo(
            """
            {"position":0,"kind":"FirstExposure","event":{"userId":"streamed","variant":"control",\
            "exposedAt":"2026-11-24T12:00:00Z","experimentKey":"e"}}\
            """);
    assertThat(lines.get(2)).contains("\"kind\":\"UserChanged\"");
    assertThat(lines.get(3)).contains("\"kind\":\"Interaction\"", "\"itemId\":\"i-1\"");
    assertThat(
            as(TestKeys.ADMIN)
                .get("/v1/users/streamed/export")
                .jsonPath()
                .getList("firstExposures.experimentKey", String.class))
        .containsExactly("e");
  }

  @Test
  void anErasedUserIsForgottenUntilAnAdminLiftsIt() throws Exception {
    declare("erased", "{\"attributes\": {\"country\": \"DE\"}}");
    interact("erased", "i", "click");
    recommend("erased", 3);
    Eventually.holds(() -> assertThat(LogTable.number(countServed(), "erased")).isEqualTo(1));
    Response erasure = as(TestKeys.ADMIN).delete("/v1/users/erased");
    assertThat(erasure.statusCode()).isEqualTo(202);
    assertThat(erasure.jsonPath().getInt("removedEvents")).isEqualTo(3);
    String traces =
        """
        SELECT (SELECT count(*) FROM event_log.interaction WHERE user_id = 'erased')
          + (SELECT count(*) FROM event_log.recommendation_served WHERE user_id = 'erased')
          + (SELECT count(*) FROM recommender.person WHERE user_id = 'erased')
          + (SELECT count(*) FROM event_log.event
              WHERE user_id = 'erased' AND kind <> 'UserErased')
        """;
    assertThat(LogTable.number(traces)).isZero();

    interact("erased", "j", "click");
    recommend("erased", 3);
    assertThat(declare("erased", "{}").statusCode()).isEqualTo(409);
    assertThat(
            as(TestKeys.SERVE).get("/v1/users/erased/history").jsonPath().getList("interactions"))
        .isEmpty();
    assertThat(LogTable.number(traces)).isZero();

    UUID erasureId = UUID.fromString(erasure.jsonPath().getString("erasureId"));
    confirm(erasureId, "somebody-else");
    assertThat(userOf(erasureId)).containsExactly("erased");
    confirm(erasureId, "metrics-dashboard");
    confirm(erasureId, "experiment-service");
    Eventually.holds(() -> assertThat(userOf(erasureId)).containsExactly((String) null));

    assertThat(as(TestKeys.ADMIN).delete("/v1/users/erased/erasure").statusCode()).isEqualTo(204);
    assertThat(as(TestKeys.ADMIN).delete("/v1/users/erased/erasure").statusCode()).isEqualTo(404);
    interact("erased", "k", "click");
    assertThat(
            as(TestKeys.SERVE)
                .get("/v1/users/erased/history")
                .jsonPath()
                .getList("interactions.itemId", String.class))
        .containsExactly("k");
  }

  private void confirm(UUID erasureId, String consumer) {
    log.append(List.of(new ErasureConfirmed(UUID.randomUUID(), erasureId, consumer, Instant.now())))
        .await()
        .atMost(LIMIT);
  }

  private static List<String> userOf(UUID erasureId) {
    return LogTable.texts(
        "SELECT payload ->> 'userId' FROM event_log.event WHERE event_id = ?", erasureId);
  }

  private static String countServed() {
    return "SELECT count(*) FROM event_log.recommendation_served WHERE user_id = ?";
  }

  private static Response declare(String userId, String body) {
    return as(TestKeys.INGEST).body(body).put("/v1/users/{id}", userId);
  }
}
