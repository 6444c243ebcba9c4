package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.ingest;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioStore;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists as scenarios, and experiments' variants in their place, want them. */
@QuarkusTest
@TestProfile(RecommenderProfile.class)
class ScenarioListsIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("popular");
  private static final TestModels.Upload ALS = TestModels.als("als", 1);
  private static final int TRIBE = TestModels.ITEMS_A_TRIBE;

  @Inject FakeExperimentSource experiments;
  @Inject ScenarioStore store;
  @Inject MeterRegistry meters;

  @BeforeEach
  void models() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
    activate(ALS);
  }

  @AfterEach
  void nothingRuns() {
    experiments.run();
  }

  @Test
  void theNextListIsMadeByTheNewVersionAndNamesIt() throws Exception {
    interact("liver", "odd-1", "click");
    assertThat(toUser("liver", "page").getInt("scenarioVersion")).isEqualTo(1);
    assertThat(ids(toUser("liver", "page"))).hasSize(10);
    put("page", "{\"limit\": 3}");
    JsonPath list = toUser("liver", "page");
    assertThat(list.getInt("scenarioVersion")).isEqualTo(2);
    assertThat(ids(list)).hasSize(3);
    assertThat(ids(toUser("liver", "page", 7))).hasSize(7);
    String requestId = list.getString("requestId");
    Eventually.holds(
        () ->
            assertThat(
                    LogTable.number(
                        "SELECT count(*) FROM event_log.recommendation_served WHERE user_id ="
                            + " 'liver' AND event_id = ?::uuid AND scenario = 'page' AND"
                            + " scenario_version = 2",
                        requestId))
                .isOne());
    as(TestKeys.ADMIN).delete("/v1/scenarios/page");
    list = toUser("liver", "page");
    assertThat(list.getInt("scenarioVersion")).isEqualTo(3);
    assertThat(ids(list)).hasSize(10);
  }

  @Test
  void whatAnotherReplicaStoresIsFollowed() throws Exception {
    interact("far", "odd-1", "click");
    assertThat(ids(toUser("far", "elsewhere"))).hasSize(10);
    ScenarioSettings settings =
        new ScenarioSettings(null, null, null, null, null, 2, true, null, null, null);
    store
        .put(new ScenarioStore.Edit("elsewhere", null, "other", Instant.now()), settings)
        .await()
        .atMost(Duration.ofSeconds(30));
    Eventually.holds(
        () -> {
          JsonPath list = toUser("far", "elsewhere");
          assertThat(list.getInt("scenarioVersion")).isEqualTo(2);
          assertThat(ids(list)).hasSize(2);
        });
  }

  @Test
  void filterAllowAndDenyHoldBesideTheRequests() {
    interact("picky", "odd-1", "click");
    put("allowed", "{\"allow\": [\"odd-2\", \"odd-5\", \"even-3\", \"unheard-of\"]}");
    assertThat(ids(toUser("picky", "allowed")))
        .containsExactlyInAnyOrder("odd-2", "odd-5", "even-3");
    put(
        "allowed",
        "{\"allow\": [\"odd-2\", \"odd-5\", \"even-3\"], \"deny\": [\"odd-5\"],"
            + " \"filter\": \"itemId != 'even-3'\"}");
    assertThat(ids(toUser("picky", "allowed"))).containsExactly("odd-2");
    put("denied", "{\"deny\": [\"odd-0\", \"odd-2\"], \"limit\": 40}");
    assertThat(ids(toUser("picky", "denied")))
        .hasSize(2 * TRIBE - 3)
        .doesNotContain("odd-0", "odd-2");
    Response both =
        as(TestKeys.SERVE)
            .queryParam("scenario", "denied")
            .queryParam("filter", "itemId in ('odd-0', 'odd-3', 'odd-4')")
            .queryParam("exclude", "odd-4")
            .get("/v1/users/picky/recommendations");
    assertThat(ids(both.jsonPath())).containsExactly("odd-3");
    Response supplied =
        recommend(
            TestKeys.SERVE,
            "{\"scenario\": \"denied\", \"items\": [\"odd-0\", \"odd-3\", \"unheard-of\"]}");
    assertThat(ids(supplied.jsonPath())).containsExactly("odd-3", "unheard-of");
    Response popular =
        as(TestKeys.SERVE)
            .queryParam("scenario", "allowed")
            .get("/v1/users/nobody-at-all/recommendations");
    assertThat(popular.jsonPath().getString("source")).isEqualTo("fallback-popular");
    assertThat(ids(popular.jsonPath())).containsExactly("odd-2");
  }

  @Test
  void seenItemsComeBackWhereAShopWantsRepeats() {
    put("repeats", "{\"hideSeen\": false, \"limit\": 40}");
    put("purchases", "{\"seenTypes\": [\"purchase\"], \"limit\": 40}");
    put("lately", "{\"seenDays\": 7, \"limit\": 40}");
    interact("shopper", "odd-1", "click");
    interact("shopper", "odd-2", "purchase");
    Instant longAgo = Instant.now().minus(10, ChronoUnit.DAYS);
    String old =
        """
        {"userId": "shopper", "itemId": "odd-3", "type": "purchase", "occurredAt": "%s"}
        """
            .formatted(longAgo);
    assertThat(ingest(old).statusCode()).isEqualTo(202);
    assertThat(ids(toUser("shopper", "repeats"))).hasSize(2 * TRIBE).contains("odd-1", "odd-2");
    assertThat(ids(toUser("shopper", "purchases")))
        .contains("odd-1")
        .doesNotContain("odd-2", "odd-3");
    assertThat(ids(toUser("shopper", "lately"))).contains("odd-3").doesNotContain("odd-1", "odd-2");
    assertThat(ids(toUser("shopper", "home", 40))).doesNotContain("odd-1", "odd-2", "odd-3");
  }

  @Test
  void sourcesShareAList() throws Exception {
    interact("curious", "odd-1", "click");
    Instant now = Instant.now();
    for (int k = 0; k < 4; k++) {
      String item =
          "{\"categories\": [\"fresh\"], \"publishedAt\": \"%s\"}"
              .formatted(now.minusSeconds(60 - k));
      assertThat(as(TestKeys.INGEST).body(item).put("/v1/items/fresh-" + k).statusCode())
          .isEqualTo(200);
    }
    put(
        "news",
        "{\"sources\": [{\"name\": \"new\"}], \"filter\": \"category = 'fresh'\","
            + " \"fallback\": \"none\"}");
    Eventually.holds(
        () ->
            assertThat(ids(toUser("curious", "news")))
                .containsExactly("fresh-3", "fresh-2", "fresh-1", "fresh-0"));
    assertThat(toUser("curious", "news").getString("source")).isEqualTo("new");

    put(
        "mixed",
        "{\"sources\": [{\"name\": \"model\", \"share\": 0.6}, {\"name\": \"popular\", \"share\":"
            + " 0.2}, {\"name\": \"new\", \"share\": 0.2}], \"deny\": [\"fresh-3\"]}");
    JsonPath list = toUser("curious", "mixed", 10);
    assertThat(list.getString("source")).isEqualTo("model");
    assertThat(list.getString("model")).isEqualTo(ALS.reference());
    assertThat(ids(list)).hasSize(10).doesNotHaveDuplicates().doesNotContain("fresh-3", "odd-1");
    assertThat(ids(list))
        .filteredOn(id -> id.startsWith("fresh-"))
        .containsExactly("fresh-2", "fresh-1");
    assertThat(ids(list)).filteredOn(id -> id.startsWith("even-")).startsWith("even-0", "even-1");
    assertThat(list.getList("items.position", Integer.class))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    put("hits", "{\"sources\": [{\"name\": \"popular\"}]}");
    JsonPath hits = toUser("curious", "hits", 3);
    assertThat(hits.getString("source")).isEqualTo("popular");
    assertThat(ids(hits)).isEqualTo(TestModels.even(3));
    assertThat(ids(toUser("curious", "hits", 40))).doesNotContain("odd-1");

    interact("curious", "fresh-2", "click");
    assertThat(ids(toUser("curious", "news"))).containsExactly("fresh-3", "fresh-1", "fresh-0");
    for (int k = 0; k < 4; k++) {
      as(TestKeys.INGEST).delete("/v1/items/fresh-" + k);
    }
    Eventually.holds(() -> assertThat(ids(toUser("curious", "news"))).isEmpty());
    assertThat(toUser("curious", "news").getString("source")).isEqualTo("fallback-empty");
    put("news", "{\"sources\": [{\"name\": \"new\"}], \"filter\": \"not publishedAt exists\"}");
    assertThat(toUser("curious", "news").getString("source")).isEqualTo("fallback-popular");
    assertThat(ids(toUser("curious", "news", 3))).isEqualTo(TestModels.even(3));
  }

  @Test
  void aNewUserGetsNothingWhereTheScenarioWantsNoFallback() {
    put("strict", "{\"fallback\": \"none\"}");
    JsonPath list = toUser("nobody-knows", "strict");
    assertThat(list.getString("source")).isEqualTo("fallback-empty");
    assertThat(ids(list)).isEmpty();
  }

  @Test
  void anExperimentComparesTwoSettingsOfAScenario() throws Exception {
    put("ab", "{\"limit\": 5, \"deny\": [\"odd-0\"]}");
    run(
        "ab-limits",
        Map.of("limit", 4),
        Map.of("limit", 8, "hideSeen", false, "filter", "itemId != 'odd-2'", "theme", "dark"),
        "ab");
    int challengers = 0;
    for (int k = 0; k < 30; k++) {
      String user = "ab-" + k;
      interact(user, "odd-1", "click");
      JsonPath list = toUser(user, "ab");
      assertThat(list.getInt("scenarioVersion")).isEqualTo(2);
      assertThat(list.getString("experiments[0].key")).isEqualTo("ab-limits");
      if (list.getString("experiments[0].variant").equals("control")) {
        assertThat(ids(list)).hasSize(4).doesNotContain("odd-0", "odd-1");
      } else {
        challengers++;
        assertThat(ids(list)).hasSize(8).contains("odd-1").doesNotContain("odd-0", "odd-2");
      }
      assertThat(ids(toUser(user, "ab", 3))).hasSize(3);
    }
    assertThat(challengers).isBetween(1, 29);

    put("ab", "{\"limit\": 5}");
    assertThat(ids(forced("ab", "ab-limits", "control"))).hasSize(4).contains("odd-0");
    assertThat(ids(forced("ab", "ab-limits", "challenger"))).hasSize(8).contains("odd-0");
  }

  @Test
  void anExperimentComparesTwoStrategiesOfAScenario() throws Exception {
    put("pinned", pin("odd-5"));
    run("ab-pins", Map.of(), Json.readMap(pin("odd-9")), "pinned");
    List<String> first =
        List.of("control", "challenger").stream()
            .map(variant -> ids(forced("pinned", "ab-pins", variant)).getFirst())
            .toList();
    assertThat(first).containsExactly("odd-5", "odd-9");
    Response wrong =
        as(TestKeys.ADMIN)
            .body(
                """
                {"strategies": [{"kind": "pin", "parameters": {"item": "odd-5"}},
                                {"kind": "diversity", "parameters": {"lambda": 7}}]}
                """)
            .put("/v1/scenarios/pinned");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.jsonPath().getList("errors.field", String.class))
        .contains("strategies[1].parameters.lambda");
  }

  private static String pin(String itemId) {
    return """
        {"strategies": [{"kind": "pin", "parameters": {"position": 0, "item": "%s"}}]}
        """
        .formatted(itemId);
  }

  @Test
  void parametersThatAreWrongChangeNothingAndAreCounted() throws Exception {
    put("broken", "{\"limit\": 5}");
    run("ab-broken", Map.of(), Map.of("limit", 8, "filter", "price <"), "broken");
    Counter refused =
        Counter.builder("holdfast.recommendations.parameters.refused")
            .tag("experiment", "ab-broken")
            .tag("variant", "challenger")
            .register(meters);
    double before = refused.count();
    JsonPath challenger = forced("broken", "ab-broken", "challenger");
    assertThat(ids(challenger)).hasSize(5);
    assertThat(challenger.getString("experiments[0].variant")).isEqualTo("challenger");
    assertThat(refused.count()).isEqualTo(before + 1);
    assertThat(ids(forced("broken", "ab-broken", "control"))).hasSize(5);
    assertThat(refused.count()).isEqualTo(before + 1);
  }

  /** Runs it, and waits until lists are made by it. Both variants have the same model. */
  private void run(
      String key, Map<String, Object> control, Map<String, Object> other, String scenario)
      throws Exception {
    ModelReference model = ModelReference.parse(ALS.reference());
    experiments.run(
        new ExperimentDefinition(
            key,
            1,
            key,
            2,
            scenario,
            null,
            1.0,
            List.of(
                new VariantDefinition("control", 0.5, model, control),
                new VariantDefinition("challenger", 0.5, model, other)),
            "control",
            null,
            null));
    Eventually.holds(
        () ->
            assertThat(toUser("stranger-" + key, scenario).getList("experiments.key", String.class))
                .containsExactly(key));
  }

  /** A list to somebody who likes the odd ones and wants to look at that variant. */
  private static JsonPath forced(String scenario, String experiment, String variant) {
    Map<String, Object> body =
        Map.of(
            "scenario",
            scenario,
            "interactions",
            List.of(Map.of("itemId", "odd-1", "type", "click")),
            "variants",
            Map.of(experiment, variant));
    return recommend(TestKeys.SERVE, Json.write(body)).jsonPath();
  }

  private static void put(String name, String body) {
    Response response = as(TestKeys.ADMIN).body(body).put("/v1/scenarios/{name}", name);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
  }

  private static JsonPath toUser(String userId, String scenario) {
    return toUser(userId, scenario, null);
  }

  private static JsonPath toUser(String userId, String scenario, Integer limit) {
    var request = as(TestKeys.SERVE).queryParam("scenario", scenario);
    Response response =
        (limit == null ? request : request.queryParam("limit", limit))
            .get("/v1/users/{id}/recommendations", userId);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private static List<String> ids(JsonPath list) {
    return list.getList("items.itemId", String.class);
  }
}
