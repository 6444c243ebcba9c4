package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HoldoutIT extends ServiceIT {
  @BeforeEach
  void beginTime() {
    begin();
  }

  @Test
  void theUsersOfAHoldoutKeepTheControlInEveryExperimentThatNamesIt() {
    String name = unique("quarter");
    put(name, Map.of("share", 0.5, "description", "All of the quarter"))
        .statusCode(200)
        .body("key", equalTo("holdout-" + name))
        .body("revision", equalTo(1))
        .body("plannedUsers", equalTo(10_000));
    List<String> keys = List.of(unique("held"), unique("held"));
    keys.forEach(key -> experiment(key).with("holdout", name).started());
    get(keys.getFirst()).body("holdout", equalTo(name));

    Holdout holdout = new Holdout(name, 0.5, 1);
    int held = 0;
    for (int k = 0; k < 100; k++) {
      String user = "held-" + k;
      List<Map<String, Object>> assignments =
          as(TestKeys.SERVE).get("/v1/assignments/" + user).jsonPath().getList("assignments");
      for (String key : keys) {
        Map<String, Object> given =
            assignments.stream()
                .filter(each -> key.equals(each.get("key")))
                .findFirst()
                .orElseThrow();
        if (holdout.holds(user)) {
          assertThat(given).containsEntry("reason", "holdout").containsEntry("variant", "control");
        } else {
          assertThat(given).containsEntry("reason", "split");
        }
      }
      held += holdout.holds(user) ? 1 : 0;
    }
    assertThat(held).isBetween(30, 70);
    keys.forEach(key -> post(key, "stop").statusCode(200));
  }

  @Test
  void itsOwnOutcomeIsToldToTheLogAsAnExperimentIs() {
    String name = unique("told");
    put(name, Map.of("share", 0.1)).statusCode(200);
    put(name, Map.of("share", 0.2)).statusCode(200).body("revision", equalTo(2));
    String key = experiment(unique("told")).with("holdout", name).started().key();
    as(TestKeys.INGEST)
        .body(Map.of("userId", "shown", "key", key, "variant", "control"))
        .post("/v1/exposures")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1));
    post(key, "stop").statusCode(200);
    delete(name).statusCode(200).body("endedAt", notNullValue());

    List<ExperimentChanged> told = events(ExperimentChanged.class, "holdout-" + name);
    assertThat(told)
        .extracting(ExperimentChanged::revision, ExperimentChanged::state)
        .containsExactly(
            tuple(1, ExperimentState.RUNNING),
            tuple(2, ExperimentState.RUNNING),
            tuple(3, ExperimentState.STOPPED));
    assertThat(told.get(1).control()).isEqualTo("held-out");
    assertThat(told.get(1).variants())
        .extracting(ExperimentVariant::name, ExperimentVariant::weight)
        .containsExactly(tuple("held-out", 0.2), tuple("released", 0.8));
    List<ExposureRecorded> sides =
        log
            .read(0, 10_000, EnumSet.of(EventKind.EXPOSURE_RECORDED))
            .await()
            .atMost(Duration.ofSeconds(10))
            .stream()
            .map(logged -> (ExposureRecorded) logged.event())
            .filter(event -> event.experiment().key().equals("holdout-" + name))
            .toList();
    assertThat(sides)
        .singleElement()
        .satisfies(
            side -> {
              assertThat(side.userId()).isEqualTo("shown");
              assertThat(side.experiment().revision()).isEqualTo(2);
            });
  }

  @Test
  void theShareIsFixedOnceAnExperimentHasStarted() {
    String name = unique("fixed");
    put(name, Map.of("share", 0.1)).statusCode(200);
    String key = experiment(unique("fixed")).with("holdout", name).created().key();
    put(name, Map.of("share", 0.3)).statusCode(200);
    post(key, "start").statusCode(200);
    // Started with the share as it was then, not as it was when the draft was written.
    as(TestKeys.SERVE)
        .get("/v1/experiments/active")
        .then()
        .body("experiments.find { it.key == '" + key + "' }.holdout.share", equalTo(0.3f));

    put(name, Map.of("share", 0.2)).statusCode(409).body("detail", containsString(key));
    put(name, Map.of("share", 0.3, "description", "Better said")).statusCode(200);
    delete(name).statusCode(409).body("detail", containsString(key));
    post(key, "stop").statusCode(200);
    delete(name).statusCode(200);
    put(name, Map.of("share", 0.3)).statusCode(409).body("detail", containsString("ended"));
    experiment(unique("fixed"))
        .with("holdout", name)
        .create()
        .statusCode(400)
        .body("errors.field", hasItem("holdout"));
  }

  @Test
  void refusesWhatCannotBe() {
    put("Not A Name", Map.of("share", 1, "plannedUsers", 0, "description", " "))
        .statusCode(400)
        .body("errors.field", hasItems("name", "share", "plannedUsers", "description"));
    experimenter().get("/v1/holdouts/nobody").then().statusCode(404);
    delete("nobody").statusCode(404);
    experiment("holdout-mine").create().statusCode(400).body("errors.field", hasItem("key"));
    experiment(unique("unheld"))
        .with("holdout", "nobody")
        .create()
        .statusCode(400)
        .body("errors.field", hasItem("holdout"));
    String name = unique("listed");
    put(name, Map.of("share", 0.1)).statusCode(200);
    experimenter().get("/v1/holdouts").then().statusCode(200).body("items.name", hasItem(name));
  }

  private static ValidatableResponse put(String name, Map<String, Object> body) {
    return experimenter().body(body).put("/v1/holdouts/{name}", name).then();
  }

  private static ValidatableResponse delete(String name) {
    return experimenter().delete("/v1/holdouts/{name}", name).then();
  }
}
