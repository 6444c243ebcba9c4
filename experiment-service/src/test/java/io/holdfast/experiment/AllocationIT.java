package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.assignment.ActiveSet;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AllocationIT extends ServiceIT {
  private static final int USERS = 100;

  @BeforeEach
  void beginTime() {
    begin();
  }

  @Test
  void changesWeightsAndCoverageWhileAnExperimentRuns() {
    String key = experiment(unique("moved")).with("coverage", 0.2).started().key();
    allocate(key, Map.of("coverage", 0.5, "revision", 2, "reason", "all is well"))
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("coverage", equalTo(0.5f))
        // More users take part and nobody moves.
        .body("stickySince", nullValue());
    allocate(key, Map.of("weights", weights(0.2, 0.8), "reason", "more of the challenger"))
        .statusCode(200)
        .body("revision", equalTo(4))
        .body("state", equalTo("running"))
        .body("coverage", equalTo(0.5f))
        .body("variants.weight", equalTo(List.of(0.2f, 0.8f)))
        .body("stickySince", notNullValue());
    experimenter()
        .get("/v1/experiments/" + key + "/audit")
        .then()
        .statusCode(200)
        .body("items[0].reason", equalTo("more of the challenger"))
        .body("items[1].reason", equalTo("all is well"));

    List<ExperimentChanged> told = events(ExperimentChanged.class, key);
    assertThat(told).extracting(ExperimentChanged::revision).containsExactly(1, 2, 3, 4);
    assertThat(told.get(2).coverage()).isEqualTo(0.5);
    assertThat(told.get(3).variants())
        .extracting(ExperimentVariant::weight)
        .containsExactly(0.2, 0.8);
    assertThat(
            count(
                "select count(*) from experiment.audit where experiment_key = ? and action ="
                    + " 'allocate' and actor = ?",
                key,
                "test-experiment"))
        .isEqualTo(2);
    post(key, "stop").statusCode(200);
  }

  @Test
  void lessCoverageMakesAnExperimentLookExposedUsersUp() {
    String key = experiment(unique("less")).started().key();
    post(key, "pause").statusCode(200);
    allocate(key, Map.of("coverage", 0.1, "reason", "a smaller trial"))
        .statusCode(200)
        .body("state", equalTo("paused"))
        .body("stickySince", notNullValue());
    post(key, "stop").statusCode(200);
  }

  @Test
  void otherWeightsMoveNoExposedUserAndEveryAnswerSaysTheSame() {
    String key = experiment(unique("kept")).started().key();
    Assigner before = new Assigner(definition(key));
    Map<String, String> shown = new HashMap<>();
    List<Map<String, Object>> exposures = new ArrayList<>();
    for (int k = 0; k < USERS; k += 2) {
      String variant = before.assign(UserContext.of("kept-" + k)).orElseThrow().variant();
      shown.put("kept-" + k, variant);
      exposures.add(Map.of("userId", "kept-" + k, "key", key, "variant", variant));
    }
    as(TestKeys.INGEST).body(exposures).post("/v1/exposures").then().statusCode(202);
    await(
        "the projection",
        () ->
            count("select count(*) from experiment.sticky_variant where experiment_key = ?", key)
                == shown.size());
    allocate(key, Map.of("weights", weights(0.1, 0.9), "reason", "more of the challenger"))
        .statusCode(200);

    ExperimentDefinition changed = definition(key);
    assertThat(changed.sticky()).isTrue();
    Assigner assigner = new Assigner(changed);
    int moved = 0;
    for (int k = 0; k < USERS; k++) {
      String user = "kept-" + k;
      String hashed = assigner.assign(UserContext.of(user)).orElseThrow().variant();
      String expected = shown.getOrDefault(user, hashed);
      // As recommender-api evaluates it, over the same projection.
      UserContext kept =
          UserContext.of(user)
              .keeping(
                  StickyVariants.of(shown.containsKey(user) ? Map.of(key, expected) : Map.of()));
      assertThat(assigner.assign(kept).orElseThrow().variant()).isEqualTo(expected);
      Map<String, Object> assigned = assignment(user, key);
      assertThat(assigned)
          .containsEntry("variant", expected)
          .containsEntry("reason", shown.containsKey(user) ? "sticky" : "split");
      assertThat(flag(user, key)).isEqualTo(expected);
      moved += expected.equals(hashed) ? 0 : 1;
    }
    // Without the look-up, four of ten exposed users would have moved.
    assertThat(moved).isGreaterThan(USERS / 10);
    post(key, "stop").statusCode(200);
  }

  @Test
  void refusesWhatCannotBe() {
    String key = experiment(unique("refused")).created().key();
    allocate(key, Map.of("coverage", 0.1, "reason", "too early"))
        .statusCode(409)
        .body("detail", containsString("is draft"));
    post(key, "start").statusCode(200);
    allocate(key, Map.of("coverage", 0.1, "reason", "stale", "revision", 1))
        .statusCode(409)
        .body("detail", containsString("revision 2"));
    allocate(key, Map.of("weights", Map.of("control", 0.7, "other", 0), "coverage", 1.5))
        .statusCode(400)
        .body(
            "errors.field",
            hasItems("reason", "coverage", "weights", "weights.other", "weights.challenger"));
    allocate(key, Map.of("reason", "nothing")).statusCode(400);
    allocate("nobody", Map.of("coverage", 0.1, "reason", "nothing there")).statusCode(404);
    post(key, "stop").statusCode(200);
  }

  private static Map<String, Double> weights(double control, double challenger) {
    return Map.of("control", control, "challenger", challenger);
  }

  private static ExperimentDefinition definition(String key) {
    String body = as(TestKeys.SERVE).get("/v1/experiments/active").asString();
    return Json.read(body, ActiveSet.Body.class).experiments().stream()
        .filter(experiment -> experiment.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> assignment(String user, String key) {
    List<Map<String, Object>> all =
        as(TestKeys.SERVE).get("/v1/assignments/" + user).jsonPath().getList("assignments");
    return all.stream().filter(each -> key.equals(each.get("key"))).findFirst().orElseThrow();
  }

  private static String flag(String user, String key) {
    return as(TestKeys.SERVE)
        .body(Map.of("context", Map.of("targetingKey", user)))
        .post("/ofrep/v1/evaluate/flags/" + key)
        .then()
        .statusCode(200)
        .extract()
        .path("variant");
  }

  private static ValidatableResponse allocate(String key, Map<String, Object> body) {
    return experimenter().body(body).post("/v1/experiments/" + key + "/allocation").then();
  }
}
