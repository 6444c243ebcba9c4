package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentVariant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AllocationIT extends ServiceIT {
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

  private static ValidatableResponse allocate(String key, Map<String, Object> body) {
    return experimenter().body(body).post("/v1/experiments/" + key + "/allocation").then();
  }
}
