package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static io.holdfast.recommender.testing.FakeExperimentSource.interleaved;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stages promise of the list that people see, where a scenario mixes sources. */
@QuarkusTest
@TestProfile(RecommenderProfile.class)
class MixedListsIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("mixed-popular");
  private static final TestModels.Upload ALS = TestModels.als("mixed-als", 1);
  private static final String SOURCES =
      "\"sources\": [{\"name\": \"model\", \"share\": 0.5}, {\"name\": \"new\", \"share\": 0.5}]"
          // What other tests publish in the same catalogue stays away.
          + ", \"filter\": \"shelf = 'mixed' or not publishedAt exists\"";

  @Inject FakeExperimentSource experiments;

  @BeforeEach
  void modelsAndNews() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
    activate(ALS);
    Instant now = Instant.now();
    for (int k = 0; k < 6; k++) {
      putItem("late-" + k, k < 4 ? "news" : "sports", now.minusSeconds(60 + k));
    }
    for (int k = 0; k < TestModels.ITEMS_A_TRIBE; k++) {
      putItem("odd-" + k, k % 2 == 0 ? "news" : "quiet-" + k, null);
    }
    interact("reader", "odd-19", "click");
    put("plain", "{" + SOURCES + "}");
    Eventually.holds(
        () ->
            assertThat(ids(list("reader", "plain", 12)))
                .contains("late-0", "late-1", "late-2", "late-3"));
  }

  @AfterEach
  void nothingIsLeft() {
    experiments.run();
    as(TestKeys.ADMIN).delete("/v1/scenarios/home");
    for (int k = 0; k < 6; k++) {
      as(TestKeys.INGEST).delete("/v1/items/late-" + k);
    }
  }

  @Test
  void aCapHoldsOverAllSourcesAndEachItemSaysWhichBroughtIt() throws Exception {
    put("capped", strategies("{\"kind\": \"category-cap\", \"parameters\": {\"most\": 2}}"));
    JsonPath list = list("reader", "capped", 8);
    assertThat(list.getString("source")).isEqualTo("model");
    assertThat(ids(list)).hasSize(8).doesNotHaveDuplicates();
    assertThat(ids(list).stream().filter(MixedListsIT::isNews)).hasSize(2);
    assertThat(ids(list)).contains("late-4", "late-5");
    for (int place = 0; place < 8; place++) {
      boolean late = ids(list).get(place).startsWith("late-");
      assertThat(list.getString("items[" + place + "].source")).isEqualTo(late ? "new" : "model");
    }
    assertThat(list("reader", "home", 3).getList("items.source")).containsOnlyNulls();
    String requestId = list.getString("requestId");
    Eventually.holds(
        () ->
            assertThat(
                    LogTable.texts(
                        """
                        SELECT item->>'source'
                        FROM event_log.recommendation_served, jsonb_array_elements(items) AS item
                        WHERE event_id = ?::uuid
                        """,
                        requestId))
                .containsExactlyElementsOf(list.getList("items.source", String.class)));
  }

  @Test
  void pinsStandAtTheirPlacesOfTheMixedList() {
    interact("reader", "odd-3", "click");
    put(
        "pinned",
        strategies(
            pin(1, "\"item\": \"even-17\""),
            pin(3, "\"item\": \"late-3\""),
            pin(4, "\"item\": \"odd-3\""),
            pin(5, "\"filter\": \"category = 'sports'\"")));
    List<String> ids = ids(list("reader", "pinned", 8));
    assertThat(ids).hasSize(8).doesNotHaveDuplicates().doesNotContain("odd-3", "odd-19");
    assertThat(ids.get(1)).isEqualTo("even-17");
    assertThat(ids.get(3)).isEqualTo("late-3");
    assertThat(ids.get(5)).isIn("late-4", "late-5");
    // Popularity stands in for the model of a stranger; the places stay.
    List<String> stranger = ids(list("nobody-known", "pinned", 8));
    assertThat(stranger.get(1)).isEqualTo("even-17");
    assertThat(stranger.get(3)).isEqualTo("late-3");
    assertThat(stranger.get(4)).isEqualTo("odd-3");
  }

  @Test
  void aPinStandsWhereNoSourceCanRankItsItem() {
    put(
        "unranked",
        "{\"sources\": [{\"name\": \"new\", \"share\": 1}, {\"name\": \"similar\", \"share\": 1}],"
            + " \"strategies\": [%s, %s]}"
                .formatted(pin(0, "\"item\": \"odd-7\""), pin(1, "\"item\": \"nobody-knows\"")));
    List<String> ids = ids(list("reader", "unranked", 4));
    assertThat(ids.getFirst()).isEqualTo("odd-7");
    assertThat(ids).hasSize(4).doesNotHaveDuplicates().doesNotContain("nobody-knows");
  }

  @Test
  void whatRestsComesThroughNoSource() throws Exception {
    put("weary", strategies("{\"kind\": \"fatigue\", \"parameters\": {\"times\": 2}}"));
    interact("tired", "odd-19", "click");
    List<String> first = ids(list("tired", "weary", 6));
    assertThat(first).anyMatch(id -> id.startsWith("late-"));
    list("tired", "weary", 6);
    Eventually.holds(
        () ->
            assertThat(ids(list("tired", "weary", 6)))
                .hasSize(6)
                .doesNotContainAnyElementsOf(first));
  }

  @Test
  void whatTheListsStagesDidIsTold() {
    put(
        "told",
        strategies(
            "{\"kind\": \"category-cap\", \"parameters\": {\"most\": 1}}",
            pin(0, "\"item\": \"late-5\"")));
    JsonPath list = explained("told");
    assertThat(ids(list).getFirst()).isEqualTo("late-5");
    assertThat(list.getList("items[0].strategies.kind", String.class)).contains("pin");
    assertThat(list.getInt("items[0].strategies[-1].to")).isZero();
    assertThat(list.getList("items.strategies.kind.flatten()", String.class))
        .contains("category-cap");
    for (int place = 0; place < ids(list).size(); place++) {
      boolean late = ids(list).get(place).startsWith("late-");
      assertThat(list.getString("items[" + place + "].explanation.kind"))
          .isEqualTo(late ? "unknown-item" : "least-squares");
    }
  }

  @Test
  void aVariantsStagesHoldForItsMixedLists() throws Exception {
    put("tried", "{" + SOURCES + "}");
    ModelReference model = ModelReference.parse(ALS.reference());
    Map<String, Object> capped =
        Json.readMap(
            "{\"strategies\": [{\"kind\": \"category-cap\", \"parameters\": {\"most\": 1}}]}");
    experiments.run(
        new ExperimentDefinition(
            "mixed-caps",
            1,
            "mixed-caps",
            2,
            "tried",
            null,
            1.0,
            List.of(
                new VariantDefinition("control", 0.5, model, Map.of()),
                new VariantDefinition("challenger", 0.5, model, capped)),
            "control",
            null,
            null));
    Eventually.holds(
        () -> {
          assertThat(forced("challenger").stream().filter(MixedListsIT::isNews)).hasSize(1);
          assertThat(forced("control").stream().filter(MixedListsIT::isNews)).hasSizeGreaterThan(2);
        });
  }

  @Test
  void interleavedRankingsAreCappedWithTheOtherSources() throws Exception {
    put("home", strategies("{\"kind\": \"category-cap\", \"parameters\": {\"most\": 1}}"));
    experiments.run(interleaved("mixed-mix", POPULAR.reference(), ALS.reference()));
    Eventually.holds(
        () -> {
          JsonPath list = list("reader", "home", 8);
          assertThat(list.getString("source")).isEqualTo("interleaved");
          assertThat(ids(list)).hasSize(8).doesNotHaveDuplicates();
          assertThat(ids(list).stream().filter(MixedListsIT::isNews)).hasSize(1);
        });
  }

  private static boolean isNews(String itemId) {
    int number = Integer.parseInt(itemId.substring(itemId.indexOf('-') + 1));
    return itemId.startsWith("late-") ? number < 4 : itemId.startsWith("odd-") && number % 2 == 0;
  }

  private static List<String> forced(String variant) {
    Map<String, Object> body =
        Map.of(
            "scenario",
            "tried",
            "limit",
            8,
            "interactions",
            List.of(Map.of("itemId", "odd-19", "type", "click")),
            "variants",
            Map.of("mixed-caps", variant));
    return ids(recommend(TestKeys.SERVE, Json.write(body)).jsonPath());
  }

  private static String strategies(String... strategies) {
    return "{" + SOURCES + ", \"strategies\": [" + String.join(",", strategies) + "]}";
  }

  private static String pin(int position, String what) {
    return "{\"kind\": \"pin\", \"parameters\": {\"position\": %d, %s}}".formatted(position, what);
  }

  private static void put(String scenario, String body) {
    Response response = as(TestKeys.ADMIN).body(body).put("/v1/scenarios/{name}", scenario);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
  }

  private static void putItem(String itemId, String category, Instant publishedAt) {
    String published = publishedAt == null ? "" : ", \"publishedAt\": \"" + publishedAt + "\"";
    String body =
        "{\"categories\": [\"%s\"], \"attributes\": {\"shelf\": \"mixed\"}%s}"
            .formatted(category, published);
    assertThat(as(TestKeys.INGEST).body(body).put("/v1/items/" + itemId).statusCode())
        .isIn(200, 201);
  }

  private static JsonPath list(String userId, String scenario, int limit) {
    return answer(userId, "scenario=" + scenario + "&limit=" + limit);
  }

  private static JsonPath explained(String scenario) {
    return answer("reader", "scenario=" + scenario + "&limit=8&explain=true");
  }

  private static JsonPath answer(String userId, String query) {
    Response response = as(TestKeys.SERVE).get("/v1/users/" + userId + "/recommendations?" + query);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private static List<String> ids(JsonPath list) {
    return list.getList("items.itemId", String.class);
  }
}
