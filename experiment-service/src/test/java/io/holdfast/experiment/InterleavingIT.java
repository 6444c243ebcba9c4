package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.Interleaving;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Experiments that mix two rankings instead of splitting users. */
@QuarkusTest
class InterleavingIT extends ServiceIT {
  @BeforeEach
  void beginTime() {
    begin();
  }

  private static Experiment interleaved(String key) {
    return experiment(key).with("policy", null).with("interleaving", Map.of());
  }

  @Test
  void keepsWhatEarnsCreditAndHasNoPolicy() {
    String key = unique("mixed");
    interleaved(key)
        .with("interleaving", Map.of("creditTypes", List.of("purchase"), "days", 3))
        .create()
        .statusCode(201)
        .body("interleaving.creditTypes", equalTo(List.of("purchase")))
        .body("interleaving.attributionHours", equalTo(24))
        .body("interleaving.days", equalTo(3))
        .body("policy", nullValue());
    get(key).statusCode(200).body("interleaving.days", equalTo(3));
    experimenter()
        .body(get(key).extract().asString())
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(200)
        .body("interleaving.days", equalTo(3));
    assertThat(events(ExperimentChanged.class, key).getFirst().interleaving())
        .isEqualTo(new Interleaving(List.of("purchase"), 24, 3));
  }

  @Test
  void isToldToWhoeverSplits() {
    String key = interleaved(unique("told")).started().key();

    experimenter()
        .get("/v1/experiments/active")
        .then()
        .statusCode(200)
        .body(
            "experiments.find { it.key == '%s' }.interleaving.creditTypes".formatted(key),
            equalTo(Interleaving.CREDIT_TYPES));
    experimenter()
        .get("/v1/assignments/somebody")
        .then()
        .statusCode(200)
        .body("assignments.find { it.key == '%s' }.reason".formatted(key), equalTo("interleaved"));
    post(key, "stop");
  }

  @Test
  void saysAllThatIsWrong() {
    experiment(unique("wrong"))
        .with(
            "interleaving",
            Map.of(
                "creditTypes", List.of("click", "Click", "click"),
                "attributionHours", 0,
                "days", 29))
        .with(
            "variants",
            List.of(
                variant("control", 0.4, "popular"),
                variant("challenger", 0.3, "als"),
                variant("third", 0.3, "als")))
        .create()
        .statusCode(400)
        .body(
            "errors.field",
            hasItems(
                "policy",
                "interleaving.creditTypes[1]",
                "interleaving.creditTypes[2]",
                "interleaving.attributionHours",
                "interleaving.days",
                "variants",
                "variants[0].weight"));
    experiment(unique("wrong"))
        .with("policy", null)
        .create()
        .statusCode(400)
        .body("errors.field", hasItem("policy"));
  }

  @Test
  void nothingIsDecidedByIt() {
    String key = interleaved(unique("pruned")).started().key();

    experimenter()
        .body(Map.of("action", "promote", "variant", "challenger", "reason", "it looked better"))
        .post("/v1/experiments/" + key + "/decide")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("interleaves two rankings"));
    assertThat(
            count(
                "select count(*) from experiment.experiment where key = ? and interleaving is not"
                    + " null and policy->>'successMetric' = 'interleaving-preference'",
                key))
        .isEqualTo(1);
    post(key, "stop").statusCode(200);
  }
}
