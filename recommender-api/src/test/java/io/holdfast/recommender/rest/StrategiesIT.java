package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.ingest;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.StrategiesProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StrategiesProfile.class)
class StrategiesIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("popular");
  private static final TestModels.Upload ALS = TestModels.als("als", 1);

  @BeforeEach
  void models() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(ALS);
  }

  @Test
  void kindsAreListedWithTheirParameters() {
    Response list = as(TestKeys.SERVE).get("/v1/strategies");
    assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
    JsonPath kinds = list.jsonPath();
    assertThat(kinds.getList("strategies.kind", String.class)).hasSize(9).contains("diversity");
    JsonPath diversity = kinds.setRootPath("strategies.find { it.kind == 'diversity' }");
    assertThat(diversity.getString("phase")).isEqualTo("diversify");
    assertThat(diversity.getBoolean("repeatable")).isFalse();
    assertThat(diversity.getList("parameters.name", String.class)).containsExactly("lambda", "by");
    assertThat(diversity.getDouble("parameters[0].default")).isEqualTo(0.7);
    assertThat(diversity.getList("parameters[1].allowed", String.class))
        .containsExactly("auto", "vectors", "categories");
    assertThat(as(TestKeys.INGEST).get("/v1/strategies").statusCode()).isEqualTo(403);
  }

  @Test
  void boostsAndPinsPromote() throws Exception {
    put("even-3", "\"categories\": [\"rare\"]");
    put("even-18", "\"categories\": [\"promoted\"]");
    put("even-19", "\"categories\": [\"promoted\"]");
    interact("odd-one", "odd-2", "click");
    Eventually.holds(
        () -> {
          List<String> ids = ids(list("odd-one", "promoting", 6));
          assertThat(ids).hasSize(6).doesNotHaveDuplicates();
          assertThat(ids.get(0)).isEqualTo("even-3");
          assertThat(ids.get(1)).isEqualTo("odd-19");
          assertThat(ids.get(3)).isIn("even-18", "even-19");
        });
    assertThat(ids(list("odd-one", "home", 6))).doesNotContain("even-3", "even-18", "even-19");
    interact("odd-one", "odd-19", "click");
    assertThat(ids(list("odd-one", "promoting", 6))).doesNotContain("odd-19");
    // Whatever ranks: popularity stands in for nobody's taste.
    JsonPath stranger = list("stranger", "promoting", 6);
    assertThat(stranger.getString("source")).isEqualTo("fallback-popular");
    assertThat(ids(stranger).get(1)).isEqualTo("odd-19");
  }

  @Test
  void whatWasShownAndIgnoredRests() throws Exception {
    interact("weary", "even-19", "click");
    List<String> first = ids(list("weary", "resting", 5));
    list("weary", "resting", 5);
    Eventually.holds(
        () ->
            assertThat(ids(list("weary", "resting", 5)))
                .hasSize(5)
                .doesNotContainAnyElementsOf(first));
    // An answer, even one that leaves the item in, takes the weariness away.
    interact("weary", first.get(2), "view");
    assertThat(ids(list("weary", "resting", 5))).contains(first.get(2));
  }

  @Test
  void propensitiesAreLogged() throws Exception {
    interact("curious", "even-4", "click");
    JsonPath tried = list("curious", "trying", 5);
    assertThat(tried.getString("source")).isEqualTo("model");
    assertThat(tried.getList("items.propensity", Double.class))
        .hasSize(5)
        .allMatch(propensity -> propensity >= 0.01 && propensity <= 1);
    JsonPath drawn = list("curious", "drawing", 5);
    assertThat(drawn.getList("items.propensity", Double.class))
        .hasSize(5)
        .allMatch(propensity -> propensity > 0 && propensity < 1);
    String requestId = drawn.getString("requestId");
    Eventually.holds(
        () ->
            assertThat(
                    LogTable.texts(
                        """
                        SELECT item->>'propensity'
                        FROM event_log.recommendation_served, jsonb_array_elements(items) AS item
                        WHERE event_id = ?::uuid
                        """,
                        requestId))
                .hasSize(5)
                .doesNotContainNull());
    assertThat(list("curious", "home", 5).getList("items.propensity")).containsOnlyNulls();
  }

  /**
   * Forty people consumed even-0, of whom none came back, and forty even-7, who all did, in time;
   * others came back too early or too late to count, or are not matured.
   */
  @Test
  void whatPeopleComeBackAfterIsLearnedFromTheLog() throws Exception {
    Instant then = Instant.now().minus(Duration.ofDays(20));
    List<String> events = new ArrayList<>();
    for (int person = 0; person < 40; person++) {
      events.add(event("left-" + person, "even-0", "click", then));
      events.add(event("left-" + person, null, "visit", then.plus(Duration.ofHours(23))));
      events.add(event("left-" + person, null, "visit", then.plus(Duration.ofHours(169))));
      events.add(event("back-" + person, "even-7", "click", then));
      events.add(event("back-" + person, "even-7", "click", then.plus(Duration.ofHours(100))));
      events.add(event("young-" + person, "even-9", "click", Instant.now().minusSeconds(86_400)));
    }
    String batch = String.join(",", events);
    assertThat(ingest("[" + batch + "]").statusCode()).isEqualTo(202);
    list("newcomer", "returning", 40);
    Eventually.holds(
        () -> {
          assertThat(counts("even-0")).isEqualTo("40 0");
          assertThat(counts("even-7")).isEqualTo("40 40");
          assertThat(lift("even-0")).isBetween(0.0, 0.5);
          assertThat(lift("even-7")).isBetween(1.5, 2.0);
        });
    assertThat(LogTable.texts("SELECT item_id FROM recommender.item_return"))
        .doesNotContain("even-9");
    List<String> home = ids(list("newcomer", "home", 40));
    assertThat(home.indexOf("even-0")).isLessThan(home.indexOf("even-7"));
    Eventually.holds(
        () -> {
          List<String> returning = ids(list("newcomer", "returning", 40));
          assertThat(returning).hasSize(40);
          assertThat(returning.indexOf("even-7")).isZero();
          assertThat(returning.indexOf("even-0")).isGreaterThan(30);
        });
  }

  private static String counts(String itemId) {
    return LogTable.texts(
            "SELECT consumptions || ' ' || returns FROM recommender.item_return WHERE item_id = ?",
            itemId)
        .stream()
        .findFirst()
        .orElse("none");
  }

  private static double lift(String itemId) {
    return Double.parseDouble(
        LogTable.texts("SELECT lift FROM recommender.item_return WHERE item_id = ?", itemId)
            .getFirst());
  }

  private static String event(String userId, String itemId, String type, Instant at) {
    return """
        {"userId": "%s", %s "type": "%s", "occurredAt": "%s"}
        """
        .formatted(userId, itemId == null ? "" : "\"itemId\": \"" + itemId + "\",", type, at);
  }

  private static JsonPath list(String userId, String scenario, int limit) {
    Response list =
        as(TestKeys.SERVE)
            .queryParam("scenario", scenario)
            .queryParam("limit", limit)
            .get("/v1/users/{id}/recommendations", userId);
    assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
    return list.jsonPath();
  }

  private static List<String> ids(JsonPath list) {
    return list.getList("items.itemId", String.class);
  }

  private static void put(String itemId, String content) {
    assertThat(
            as(TestKeys.INGEST).body("{" + content + "}").put("/v1/items/" + itemId).statusCode())
        .isIn(200, 201);
  }
}
