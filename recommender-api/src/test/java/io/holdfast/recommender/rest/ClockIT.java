package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.Api;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Event time; the tests live through it in their order. */
@QuarkusTest
@TestProfile(RecommenderProfile.EventTime.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClockIT {
  @Test
  @Order(1)
  void timeStandsStillUntilItIsMoved() {
    JsonPath clock = as(TestKeys.SERVE).get("/v1/clock").jsonPath();
    assertThat(clock.getString("mode")).isEqualTo("event");
    assertThat(clock.getString("now")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(advance("2026-01-05T00:00:00Z").jsonPath().getString("now"))
        .isEqualTo("2026-01-05T00:00:00Z");
    assertThat(as(TestKeys.SERVE).get("/v1/clock").jsonPath().getString("now"))
        .isEqualTo("2026-01-05T00:00:00Z");
  }

  @Test
  @Order(2)
  void requestsCarryTheirOwnTime() {
    String at = "2026-01-04T23:30:00Z";
    assertThat(
            as(TestKeys.INGEST)
                .header("Holdfast-Time", at)
                .body("{\"userId\": \"timed\", \"type\": \"visit\"}")
                .post("/v1/interactions")
                .statusCode())
        .isEqualTo(202);
    assertThat(
            as(TestKeys.SERVE)
                .get("/v1/users/timed/history")
                .jsonPath()
                .getString("interactions[0].occurredAt"))
        .isEqualTo(at);
    assertThat(
            as(TestKeys.SERVE)
                .header("Holdfast-Time", at)
                .get("/v1/users/timed/recommendations")
                .jsonPath()
                .getString("servedAt"))
        .isEqualTo(at);
    for (String wrong : List.of("2026-01-05T00:05:01Z", "yesterday", "1969-01-01T00:00:00Z")) {
      assertThat(
              as(TestKeys.SERVE)
                  .header("Holdfast-Time", wrong)
                  .get("/v1/users/timed/recommendations")
                  .statusCode())
          .isEqualTo(400);
    }
    assertThat(
            Api.ingest(
                    """
                    {"userId": "timed", "type": "visit", "occurredAt": "2026-01-05T00:05:01Z"}
                    """)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  @Order(3)
  void whatWasServedBeforeAStepIsInTheLogBeforeIt() {
    for (int hour = 1; hour <= 5; hour++) {
      Api.recommend("served-" + hour, 3);
      assertThat(advance("2026-01-05T0" + hour + ":00:00Z").statusCode()).isEqualTo(200);
    }
    String ordered =
        """
        SELECT count(*) FROM event_log.recommendation_served s, event_log.event c
        WHERE s.user_id LIKE 'served-%' AND c.kind = 'ClockAdvanced'
          AND c.occurred_at = '2026-01-05 00:00:00+00'::timestamptz
            + right(s.user_id, 1)::integer * interval '1 hour'
          AND s.position < c.position
        """;
    assertThat(LogTable.number(ordered)).isEqualTo(5);
  }

  @Test
  @Order(4)
  void withoutAnyModelPopularityIsCountedAndWithoutAnythingTheListIsEmpty() throws Exception {
    assertThat(Api.recommend("first", 3).getString("source")).isEqualTo("fallback-empty");
    for (String user : List.of("a", "b", "c")) {
      Api.interact(user, "much-liked", "like");
    }
    Api.interact("a", "less-liked", "like");
    Eventually.holds(
        () -> {
          JsonPath list = Api.recommend("first", 3);
          assertThat(list.getString("source")).isEqualTo("fallback-popular");
          assertThat(list.getString("model")).isNull();
          assertThat(list.getList("items.itemId", String.class))
              .containsExactly("much-liked", "less-liked");
        });
  }

  @Test
  @Order(5)
  void timeDoesNotGoBack() {
    assertThat(advance("2026-01-05T05:00:00Z").statusCode()).isEqualTo(200);
    assertThat(advance("2026-01-05T04:59:59Z").statusCode()).isEqualTo(409);
    assertThat(advance("tomorrow").statusCode()).isEqualTo(400);
    assertThat(as(TestKeys.ADMIN).body("{}").post("/v1/clock").statusCode()).isEqualTo(400);
    assertThat(LogTable.events("ClockAdvanced")).hasSize(6);
  }

  @Test
  @Order(6)
  void partitionsAreThereForAFarStep() {
    assertThat(advance("2029-06-30T23:58:00Z").statusCode()).isEqualTo(200);
    assertThat(
            Api.ingest(
                    """
                    {"userId": "far", "type": "visit", "occurredAt": "2029-07-01T00:01:00Z"}
                    """)
                .statusCode())
        .isEqualTo(202);
    assertThat(
            LogTable.texts(
                """
                SELECT tableoid::regclass::text FROM event_log.interaction WHERE user_id = 'far'
                """))
        .containsExactly("event_log.interaction_2029_07");
  }

  private static Response advance(String to) {
    return as(TestKeys.ADMIN).body("{\"to\": \"" + to + "\"}").post("/v1/clock");
  }
}
