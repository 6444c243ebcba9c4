package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.PostgresTestResource;
import io.holdfast.service.testing.StoredText;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Every endpoint that knows a user, with a pseudonym key: answers have the id, no table has. */
@QuarkusTest
@TestProfile(RecommenderProfile.Pseudonymous.class)
class PseudonymsIT {
  private static final String ALICE = "raw-alice-7f3";

  /** Computed with Python under the profile's key, see PseudonymKeyTest of contracts. */
  private static final String PSEUDONYM = "lqUFxcVYSLsOUPWytW_kTg";

  @Inject FakeExperimentSource source;

  @Test
  void noIdIsStoredAndAnswersHaveIt() throws Exception {
    ExperimentDefinition experiment =
        FakeExperimentSource.experiment("pseudonymous", "popular@1", "als@1");
    source.run(experiment);
    Response declared =
        as(TestKeys.INGEST)
            .body("{\"attributes\": {\"country\": \"DE\"}}")
            .put("/v1/users/{id}", ALICE);
    assertThat(declared.jsonPath().getString("userId")).isEqualTo(ALICE);
    interact(ALICE, "i", "click");
    String variant =
        new Assigner(experiment).assign(UserContext.of(PSEUDONYM)).orElseThrow().variant();
    Eventually.holds(
        () -> {
          JsonPath list = recommend(ALICE, 3);
          assertThat(list.getString("userId")).isEqualTo(ALICE);
          assertThat(list.getString("experiments[0].variant")).isEqualTo(variant);
        });
    JsonPath posted = recommend(TestKeys.SERVE, "{\"userId\": \"" + ALICE + "\"}").jsonPath();
    assertThat(posted.getString("userId")).isEqualTo(ALICE);
    JsonPath anonymous = recommend(TestKeys.SERVE, "{\"sessionId\": \"s\"}").jsonPath();
    assertThat(anonymous.getString("userId")).isNull();
    Eventually.holds(
        () ->
            assertThat(
                    LogTable.number(
                        "SELECT count(*) FROM recommender.sticky_variant WHERE user_id = ?",
                        PSEUDONYM))
                .isEqualTo(1));

    JsonPath history = as(TestKeys.SERVE).get("/v1/users/{id}/history", ALICE).jsonPath();
    assertThat(history.getString("userId")).isEqualTo(ALICE);
    assertThat(history.getList("interactions.userId", String.class)).containsExactly(ALICE);
    for (String accept : List.of("application/json", "application/x-ndjson")) {
      String export =
          as(TestKeys.ADMIN).accept(accept).get("/v1/users/{id}/export", ALICE).asString();
      assertThat(export).contains(ALICE, "\"Interaction\"", "RecommendationServed", "\"DE\"");
      assertThat(export).contains("irstExposure").doesNotContain(PSEUDONYM);
    }
    assertThat(tablesWith(PSEUDONYM))
        .contains("event_log.event", "recommender.person", "recommender.sticky_variant");
    assertThat(tablesWith(ALICE)).isEmpty();

    assertThat(as(TestKeys.ADMIN).delete("/v1/users/{id}", ALICE).statusCode()).isEqualTo(202);
    interact(ALICE, "j", "click");
    assertThat(
            as(TestKeys.SERVE)
                .get("/v1/users/{id}/history", ALICE)
                .jsonPath()
                .getList("interactions"))
        .isEmpty();
    assertThat(as(TestKeys.ADMIN).delete("/v1/users/{id}/erasure", ALICE).statusCode())
        .isEqualTo(204);
    assertThat(tablesWith(ALICE)).isEmpty();
  }

  @Test
  void whatIsNoIdIsRefusedAsEver() {
    String longId = "x".repeat(257);
    assertThat(as(TestKeys.SERVE).get("/v1/users/{id}/history", longId).statusCode())
        .isEqualTo(400);
    for (String userId : List.of("", " ", longId)) {
      String body = "{\"userId\": \"" + userId + "\", \"type\": \"visit\"}";
      Response response = as(TestKeys.INGEST).body(body).post("/v1/interactions");
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.jsonPath().getString("errors[0].field")).isEqualTo("userId");
    }
  }

  private static List<String> tablesWith(String text) {
    return StoredText.tablesWith(
        ConfigProvider.getConfig().getValue(PostgresTestResource.JDBC_URL, String.class), text);
  }
}
