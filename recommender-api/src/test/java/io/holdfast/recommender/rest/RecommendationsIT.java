package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static io.holdfast.recommender.testing.FakeExperimentSource.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.targeting.Condition;
import io.holdfast.recommender.serving.ServedBuffer;
import io.holdfast.recommender.testing.Api;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class RecommendationsIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("popular");
  private static final TestModels.Upload ALS = TestModels.als("als", 1);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Inject FakeExperimentSource experiments;
  @Inject ServedBuffer served;

  @BeforeEach
  void models() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
    activate(ALS);
  }

  @AfterEach
  void nothingRuns() {
    experiments.silence(false);
    experiments.run();
  }

  @Test
  void aKnownUserGetsWhatFitsThePastAndNotThePastItself() {
    interact("odd-fan", "odd-1", "click");
    interact("odd-fan", "odd-3", "like");
    JsonPath list = recommend("odd-fan", 5);
    assertThat(list.getString("source")).isEqualTo("model");
    assertThat(list.getString("model")).isEqualTo(ALS.reference());
    assertThat(list.getString("scenario")).isEqualTo("home");
    assertThat(list.getList("items.itemId", String.class))
        .hasSize(5)
        .allMatch(id -> id.startsWith("odd-"))
        .doesNotContain("odd-1", "odd-3");
    assertThat(list.getList("items.position")).isEqualTo(List.of(0, 1, 2, 3, 4));
  }

  @Test
  void theNextListKnowsWhatWasJustAcknowledged() {
    interact("quick", "odd-1", "click");
    for (int k = 0; k < 10; k++) {
      String best = recommend("quick", 1).getString("items[0].itemId");
      interact("quick", best, "click");
      assertThat(recommend("quick", 40).getList("items.itemId", String.class)).doesNotContain(best);
    }
  }

  @Test
  void viewsAndVisitsAreNeitherTasteNorSeen() {
    interact("window-shopper", "odd-1", "view");
    Api.ingest("{\"userId\": \"window-shopper\", \"type\": \"visit\"}");
    JsonPath list = recommend("window-shopper", 3);
    assertThat(list.getString("source")).isEqualTo("fallback-popular");
    assertThat(list.getList("items.itemId", String.class)).isEqualTo(TestModels.even(3));
  }

  @Test
  void whatWasDislikedIsSeenAndNoTaste() {
    interact("critic", "even-0", "dislike");
    JsonPath list = recommend("critic", 2);
    assertThat(list.getString("source")).isEqualTo("fallback-popular");
    assertThat(list.getList("items.itemId", String.class)).containsExactly("even-1", "even-2");
  }

  @Test
  void aNewUserGetsThePopular() {
    JsonPath list = recommend("stranger", 3);
    assertThat(list.getString("source")).isEqualTo("fallback-popular");
    assertThat(list.getString("model")).isEqualTo(POPULAR.reference());
    assertThat(list.getList("items.itemId", String.class)).isEqualTo(TestModels.even(3));
  }

  @Test
  void anAnonymousSessionGetsWhatFitsItsOwnInteractions() {
    JsonPath list =
        recommend(
                TestKeys.SERVE,
                """
                {"sessionId": "s", "limit": 3, "interactions": [
                  {"itemId": "odd-2", "type": "click"}, {"itemId": "unheard-of", "type": "click"}]}
                """)
            .jsonPath();
    assertThat(list.getString("source")).isEqualTo("model");
    assertThat(list.getString("userId")).isNull();
    assertThat(list.getList("items.itemId", String.class))
        .hasSize(3)
        .allMatch(id -> id.startsWith("odd-"))
        .doesNotContain("odd-2");
  }

  @Test
  void aSuppliedListComesBackInOrderWithWhatIsUnknownLast() {
    JsonPath list =
        recommend(
                TestKeys.SERVE,
                """
                {"items": ["no-1", "even-5", "odd-2", "no-2", "odd-3"],
                 "interactions": [{"itemId": "odd-2", "type": "click"}]}
                """)
            .jsonPath();
    List<String> ids = list.getList("items.itemId", String.class);
    assertThat(ids).hasSize(5);
    assertThat(ids.subList(0, 2)).containsExactlyInAnyOrder("odd-2", "odd-3");
    assertThat(ids.subList(2, 5)).containsExactly("even-5", "no-1", "no-2");
  }

  @Test
  void unavailableAndDeletedItemsStayAway() throws Exception {
    as(TestKeys.INGEST).body("{\"available\": false}").put("/v1/items/even-0");
    as(TestKeys.INGEST).body("{}").put("/v1/items/even-1");
    as(TestKeys.INGEST).delete("/v1/items/even-1");
    Eventually.holds(
        () ->
            assertThat(recommend("filtered", 2).getList("items.itemId", String.class))
                .containsExactly("even-2", "even-3"));
    as(TestKeys.INGEST).body("{\"available\": true}").put("/v1/items/even-0");
    as(TestKeys.INGEST).body("{}").put("/v1/items/even-1");
    Eventually.holds(
        () ->
            assertThat(recommend("filtered", 2).getList("items.itemId", String.class))
                .containsExactly("even-0", "even-1"));
  }

  @Test
  void aRequestIsCheckedWholly() {
    Response response =
        recommend(
            TestKeys.ADMIN,
            """
            {"userId": 7, "limit": 0, "items": [], "model": "als", "preview": "yes",
             "interactions": [{"type": "click"}, {"itemId": "i", "type": "?"}]}
            """);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.jsonPath().getList("errors.field", String.class))
        .contains("userId", "limit", "model", "preview")
        .contains("interactions[0].itemId", "interactions[1].type");
    assertThat(as(TestKeys.SERVE).get("/v1/users/u/recommendations?limit=1001").statusCode())
        .isEqualTo(400);
  }

  @Test
  void previewsAreForAdminsAndExposeNobody() {
    String body =
        """
        {"userId": "looked-at", "model": "%s", "preview": true, "limit": 2}
        """
            .formatted(POPULAR.reference());
    assertThat(recommend(TestKeys.SERVE, body).statusCode()).isEqualTo(403);
    Response preview = recommend(TestKeys.ADMIN, body);
    assertThat(preview.jsonPath().getString("source")).isEqualTo("model");
    assertThat(preview.jsonPath().getString("model")).isEqualTo(POPULAR.reference());
    served.flush().await().atMost(LIMIT);
    assertThat(
            LogTable.texts(
                "SELECT trigger FROM event_log.recommendation_served WHERE user_id = 'looked-at'"))
        .containsExactly("preview");
    String unknown = "{\"model\": \"als@nowhere\", \"preview\": true}";
    assertThat(recommend(TestKeys.ADMIN, unknown).statusCode()).isEqualTo(404);
    String exposed = "{\"model\": \"%s\"}".formatted(POPULAR.reference());
    assertThat(recommend(TestKeys.ADMIN, exposed).statusCode()).isEqualTo(400);
  }

  @Test
  void popularItemsAreTheSameForEverybody() {
    JsonPath list = as(TestKeys.SERVE).get("/v1/popular?limit=3").jsonPath();
    assertThat(list.getString("model")).isEqualTo(POPULAR.reference());
    assertThat(list.getList("items.itemId", String.class)).isEqualTo(TestModels.even(3));
  }

  @Test
  void whatWasServedIsInTheLog() {
    interact("logged", "odd-1", "click");
    Response response =
        as(TestKeys.SERVE).get("/v1/users/logged/recommendations?limit=4&scenario=mail");
    JsonPath list = response.jsonPath();
    assertThat(response.header("Holdfast-Request-Id")).isEqualTo(list.getString("requestId"));
    served.flush().await().atMost(LIMIT);
    String row =
        """
        SELECT user_id || ' ' || scenario || ' ' || model || ' ' || source || ' ' || trigger || ' '
          || jsonb_array_length(items) || ' ' || (items -> 3 ->> 'itemId')
        FROM event_log.recommendation_served WHERE event_id = ?
        """;
    assertThat(LogTable.texts(row, UUID.fromString(list.getString("requestId"))))
        .containsExactly(
            "logged mail %s model user 4 %s"
                .formatted(ALS.reference(), list.getString("items[3].itemId")));
    JsonPath health = as(TestKeys.DASHBOARD).get("/v1/exposure-health").jsonPath();
    assertThat(health.getLong("lost")).isZero();
    assertThat(health.getLong("logged")).isPositive();
  }

  @Test
  void eachVariantIsServedByItsModelAndAlwaysRecorded() throws Exception {
    experiments.run(experiment("split", POPULAR.reference(), ALS.reference()));
    Eventually.holds(
        () ->
            assertThat(recommend("anyone", 1).getString("experiments[0].key")).isEqualTo("split"));
    TreeSet<String> variants = new TreeSet<>();
    for (int k = 0; k < 12; k++) {
      String user = "split-" + k;
      JsonPath fresh = recommend(user, 3);
      String variant = fresh.getString("experiments[0].variant");
      variants.add(variant);
      assertThat(fresh.getString("experiments[0].reason")).isEqualTo("split");
      assertThat(fresh.getString("source"))
          .isEqualTo(variant.equals("control") ? "model" : "fallback-popular");
      interact(user, "odd-1", "click");
      JsonPath known = recommend(user, 3);
      assertThat(known.getString("experiments[0].variant")).isEqualTo(variant);
      assertThat(known.getString("source")).isEqualTo("model");
      assertThat(known.getString("model"))
          .isEqualTo(variant.equals("control") ? POPULAR.reference() : ALS.reference());
    }
    assertThat(variants).containsExactly("challenger", "control");
    served.flush().await().atMost(LIMIT);
    assertThat(
            LogTable.number(
                """
                SELECT count(*) FROM event_log.recommendation_served
                WHERE user_id LIKE 'split-%' AND experiments -> 0 ->> 'key' = 'split'
                """))
        .isEqualTo(24);
    JsonPath elsewhere =
        as(TestKeys.SERVE).get("/v1/users/split-1/recommendations?scenario=mail").jsonPath();
    assertThat(elsewhere.getList("experiments")).isEmpty();
  }

  @Test
  void aTargetedExperimentTakesThoseAloneWhoMeetItsCondition() throws Exception {
    Condition condition =
        Condition.of(
            Map.of("country", Map.of("$in", List.of("NL", "BE")), "app", Map.of("$vgte", "2.3.0")));
    experiments.run(experiment("targeted", POPULAR.reference(), ALS.reference(), condition));
    declare("dutch", "{\"country\": \"NL\", \"app\": \"2.10.0\"}");
    declare("german", "{\"country\": \"DE\", \"app\": \"2.10.0\"}");
    declare("outdated", "{\"country\": \"NL\", \"app\": \"2.2.9\"}");
    Eventually.holds(
        () ->
            assertThat(recommend("dutch", 1).getList("experiments.key"))
                .isEqualTo(List.of("targeted")));
    for (String user : List.of("german", "outdated", "undeclared")) {
      assertThat(recommend(user, 1).getList("experiments")).as(user).isEmpty();
    }

    // The request's context goes before what was declared.
    String here =
        """
        {"userId": "%s", "limit": 1, "context": {"country": "%s"}}
        """;
    assertThat(
            recommend(TestKeys.SERVE, here.formatted("german", "BE"))
                .jsonPath()
                .getString("experiments[0].key"))
        .isEqualTo("targeted");
    assertThat(
            recommend(TestKeys.SERVE, here.formatted("dutch", "DE"))
                .jsonPath()
                .getList("experiments"))
        .isEmpty();
    declare("german", "{\"country\": \"BE\", \"app\": \"3.0.0\"}");
    assertThat(recommend("german", 1).getList("experiments")).hasSize(1);
  }

  @Test
  void aVariantThatSomeoneLooksAtIsServedAndMarked() throws Exception {
    Condition nobody = Condition.of(Map.of("country", "nowhere"));
    experiments.run(experiment("looked-at", POPULAR.reference(), ALS.reference(), nobody));
    String body =
        """
        {"userId": "tester", "limit": 1, "variants": {"looked-at": "%s"}}
        """;
    Eventually.holds(
        () ->
            assertThat(
                    recommend(TestKeys.SERVE, body.formatted("control"))
                        .jsonPath()
                        .getString("experiments[0].reason"))
                .isEqualTo("forced"));
    assertThat(recommend("tester", 1).getList("experiments")).isEmpty();
    JsonPath control = recommend(TestKeys.SERVE, body.formatted("control")).jsonPath();
    assertThat(control.getString("model")).isEqualTo(POPULAR.reference());
    assertThat(control.getString("source")).isEqualTo("model");
    served.flush().await().atMost(LIMIT);
    assertThat(
            LogTable.texts(
                """
                SELECT experiments -> 0 ->> 'reason' FROM event_log.recommendation_served
                WHERE event_id = ?
                """,
                UUID.fromString(control.getString("requestId"))))
        .containsExactly("forced");

    Response unknown = recommend(TestKeys.SERVE, body.formatted("treatment"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.jsonPath().getString("errors[0].field")).isEqualTo("variants.looked-at");
    assertThat(unknown.jsonPath().getList("errors[0].allowed"))
        .isEqualTo(List.of("control", "challenger"));
    assertThat(recommend(TestKeys.SERVE, "{\"variants\": {\"absent\": \"control\"}}").statusCode())
        .isEqualTo(400);
  }

  private static void declare(String userId, String attributes) {
    assertThat(
            as(TestKeys.INGEST)
                .body("{\"attributes\": " + attributes + "}")
                .put("/v1/users/{id}", userId)
                .statusCode())
        .isBetween(200, 204);
  }

  @Test
  void aVariantWhoseModelIsNotThereIsServedByTheActiveOneAndStillRecorded() throws Exception {
    activate(POPULAR);
    experiments.run(experiment("absent", "ghost@1", "ghost@2"));
    Eventually.holds(
        () ->
            assertThat(recommend("ghost", 1).getString("experiments[0].key")).isEqualTo("absent"));
    JsonPath list = recommend("ghost", 3);
    assertThat(list.getString("source")).isEqualTo("fallback-active-model");
    assertThat(list.getString("model")).isEqualTo(POPULAR.reference());
  }

  @Test
  void whileTheExperimentsAreNotToldTheLastKnownOnesStay() throws Exception {
    experiments.run(experiment("silent", POPULAR.reference(), ALS.reference()));
    Eventually.holds(
        () ->
            assertThat(recommend("loyal", 1).getString("experiments[0].key")).isEqualTo("silent"));
    String variant = recommend("loyal", 1).getString("experiments[0].variant");
    experiments.silence(true);
    Eventually.holds(
        () ->
            assertThat(as(TestKeys.SERVE).get("/q/health/ready").asString())
                .contains("does not answer"));
    assertThat(recommend("loyal", 1).getString("experiments[0].variant")).isEqualTo(variant);
    experiments.silence(false);
    experiments.run();
    Eventually.holds(() -> assertThat(recommend("loyal", 1).getList("experiments")).isEmpty());
  }

  @Test
  void modelsAreSwappedWithoutAFailedRequest() throws Exception {
    TestModels.Upload other = register(TestModels.als("als", 2));
    interact("swapped", "odd-1", "click");
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<TreeSet<String>>> clients = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        clients.add(
            threads.submit(
                () -> {
                  TreeSet<String> models = new TreeSet<>();
                  while (!done.get()) {
                    JsonPath list = recommend("swapped", 3);
                    assertThat(list.getString("source")).isEqualTo("model");
                    assertThat(list.getList("items")).hasSize(3);
                    models.add(list.getString("model"));
                  }
                  return models;
                }));
      }
      try {
        for (int round = 0; round < 4; round++) {
          activate(other);
          serves(other);
          activate(ALS);
          serves(ALS);
        }
      } finally {
        done.set(true);
      }
      TreeSet<String> seen = new TreeSet<>();
      for (Future<TreeSet<String>> client : clients) {
        seen.addAll(client.get());
      }
      assertThat(seen).containsExactlyInAnyOrder(ALS.reference(), other.reference());
    }
  }

  private static void serves(TestModels.Upload model) throws Exception {
    Eventually.holds(
        () -> assertThat(recommend("swapped", 1).getString("model")).isEqualTo(model.reference()));
  }

  @Test
  void aCorruptArtifactIsNamedAndTheModelBeforeGoesOnServing() throws Exception {
    TestModels.Upload bad = register(TestModels.als("rotten", 3));
    LogTable.update(
        """
        UPDATE recommender.artifact_chunk SET content = overlay(content placing '\\x00ff'::bytea from 2000)
        WHERE digest = ?
        """,
        bad.digest());
    CachedArtifacts.forget(bad.digest());
    as(TestKeys.ADMIN).post("/v1/models/rotten/{version}/activate", bad.version());
    Eventually.holds(
        () -> assertThat(Api.get(bad).getString("problem")).contains("not what was stored"));
    interact("steady", "odd-1", "click");
    JsonPath list = recommend("steady", 3);
    assertThat(list.getString("model")).isEqualTo(ALS.reference());
    Response ready = as(TestKeys.SERVE).get("/q/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.asString()).contains("refused rotten@");
  }
}
