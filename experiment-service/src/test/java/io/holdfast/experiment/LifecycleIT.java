package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ModelReference;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LifecycleIT extends ServiceIT {
  @BeforeEach
  void beginTime() {
    begin();
  }

  @Test
  void keepsWhatWasSent() {
    String key = unique("kept");
    Map<String, Object> namespace = Map.of("name", "home-slots", "start", 0.0, "end", 0.5);
    experiment(key)
        .with("namespace", namespace)
        .create()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("key", equalTo(key))
        .body("state", equalTo("draft"))
        .body("revision", equalTo(1))
        .body("variants[1].model", equalTo("als"))
        .body("policy.mode", equalTo("automatic"))
        .body("namespace.end", equalTo(0.5f))
        .body("startedAt", nullValue())
        .body("evaluatedThrough", nullValue());
    get(key)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("plannedUsers", equalTo(2000))
        .body("namespace.name", equalTo("home-slots"));
    List<ExperimentChanged> told = events(ExperimentChanged.class, key);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().state()).isEqualTo(ExperimentState.DRAFT);
    assertThat(told.getFirst().revision()).isEqualTo(1);
    assertThat(told.getFirst().variants().get(1).model()).isNull();
  }

  @Test
  void keepsAConditionAndSaysWhatIsWrongWithOne() {
    String key = unique("condition");
    Map<String, Object> condition =
        Map.of("plan", Map.of("$exists", false), "age", Map.of("$gte", 18));
    Experiment draft = experiment(key).with("condition", condition);
    draft.create().statusCode(201).body("condition", equalTo(condition));
    get(key).statusCode(200).body("condition", equalTo(condition));
    draft.with("condition", Map.of("age", Map.of("$lt", 65)));
    experimenter()
        .body(draft.body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(200)
        .body("condition", equalTo(Map.of("age", Map.of("$lt", 65))));

    experiment(unique("condition"))
        .with(
            "condition",
            Map.of(
                "age", Map.of("$over", 18),
                "$or", List.of(Map.of("name", Map.of("$regex", "(a)\\1"))),
                "kind", Map.of("$type", "text")))
        .create()
        .statusCode(400)
        .body(
            "errors.field",
            hasItems("condition.age.$over", "condition.$or[0].name.$regex", "condition.kind.$type"))
        .body("errors.find { it.field == 'condition.kind.$type' }.allowed", hasItem("string"));
    experiment(unique("condition")).with("condition", "everyone").create().statusCode(400);
  }

  @Test
  void goesThroughItsLife() {
    String key = experiment(unique("life")).created().key();
    post(key, "start")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("running"))
        .body("startedAt", equalTo(clock.now().toString()))
        .body("variants[0].model", equalTo("popular@1"))
        .body("variants[1].model", containsString("als@"));
    post(key, "start")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:holdfast:problem:conflict"))
        .body("detail", allOf(containsString("is running"), containsString("pause, stop, decide")));
    post(key, "pause").statusCode(200).body("state", equalTo("paused"));
    post(key, "pause").statusCode(409).body("detail", containsString("start, stop, decide"));
    post(key, "start").statusCode(200).body("state", equalTo("running"));
    post(key, "archive").statusCode(409);
    post(key, "stop").statusCode(200).body("state", equalTo("stopped"));
    post(key, "start").statusCode(409).body("detail", containsString("archive"));
    post(key, "archive").statusCode(200).body("state", equalTo("archived"));
    post(key, "stop").statusCode(409).body("detail", containsString("nothing"));

    List<ExperimentChanged> told = events(ExperimentChanged.class, key);
    assertThat(told).extracting(ExperimentChanged::revision).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(told)
        .extracting(ExperimentChanged::state)
        .containsExactly(
            ExperimentState.DRAFT,
            ExperimentState.RUNNING,
            ExperimentState.PAUSED,
            ExperimentState.RUNNING,
            ExperimentState.STOPPED,
            ExperimentState.ARCHIVED);
    assertThat(told.get(1).variants().getFirst().model())
        .isEqualTo(new ModelReference("popular", "1"));
    assertThat(told.get(4).stoppedAt()).isNotNull();
    assertThat(
            count(
                "select count(*) from experiment.audit where experiment_key = ? and actor = ?",
                key,
                "test-experiment"))
        .isEqualTo(6);
    assertThat(
            count(
                """
                select count(*) from experiment.audit where experiment_key = ? and action = 'pause'
                  and before ->> 'state' = 'running' and after ->> 'state' = 'paused'
                """,
                key))
        .isEqualTo(1);
  }

  @Test
  void changesADraftOnly() {
    String key = unique("changed");
    Experiment draft = experiment(key).created();
    draft
        .with("coverage", 0.25)
        .with(
            "variants",
            List.of(
                variant("challenger", 0.2, "als"),
                variant("control", 0.5, "popular"),
                variant("third", 0.3, "als@1")));
    experimenter()
        .body(draft.body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("coverage", equalTo(0.25f))
        .body("variants.name", equalTo(List.of("challenger", "control", "third")));
    get(key).body("variants[2].model", equalTo("als@1"));
    post(key, "start").statusCode(200);
    experimenter()
        .body(draft.body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(409)
        .body("detail", allOf(containsString("running"), containsString("pause")));
  }

  @Test
  void refusesAStaleChangeNamingBothRevisions() {
    String key = unique("stale");
    Experiment draft = experiment(key).created();
    experimenter()
        .header("If-Match", "\"1\"")
        .body(draft.body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(200);
    experimenter()
        .header("If-Match", "\"1\"")
        .body(draft.body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(409)
        .body("detail", allOf(containsString("revision 1"), containsString("revision 2")));
    experimenter()
        .body(draft.with("revision", 1).body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(409);
    experimenter()
        .header("If-Match", "\"7\"")
        .post("/v1/experiments/" + key + "/start")
        .then()
        .statusCode(409)
        .body("detail", allOf(containsString("revision 7"), containsString("revision 2")));
    experimenter()
        .header("If-Match", "nonsense")
        .post("/v1/experiments/" + key + "/start")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("If-Match"));
  }

  @Test
  void refusesAKeyThatIsTaken() {
    String key = experiment(unique("twice")).created().key();
    experiment(key).create().statusCode(409).body("detail", containsString(key));
    assertThat(events(ExperimentChanged.class, key)).hasSize(1);
  }

  @Test
  void saysWhatIsNotThere() {
    get("nowhere").statusCode(404).body("type", equalTo("urn:holdfast:problem:not-found"));
    post("nowhere", "start").statusCode(404);
    experimenter().get("/v1/experiments/nowhere/decisions").then().statusCode(404);
  }

  @Test
  void listsByPagesAndState() {
    String prefix = unique("page");
    for (String each : List.of("a", "b", "c")) {
      experiment(prefix + each).created();
    }
    post(prefix + "b", "start").statusCode(200);
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      var request = experimenter().queryParam("limit", 2);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      JsonPath page = request.get("/v1/experiments").then().statusCode(200).extract().jsonPath();
      assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
      seen.addAll(page.getList("items.key", String.class));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    assertThat(seen).isSorted().contains(prefix + "a", prefix + "b", prefix + "c");
    assertThat(seen).doesNotHaveDuplicates();

    experimenter()
        .queryParam("state", "running")
        .queryParam("limit", 200)
        .get("/v1/experiments")
        .then()
        .statusCode(200)
        .body("items.key", hasItem(prefix + "b"))
        .body("items.key", not(hasItem(prefix + "a")));
    experimenter()
        .queryParam("state", "asleep")
        .get("/v1/experiments")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("state"))
        .body("errors[0].allowed", hasItems("draft", "running"));
    experimenter().queryParam("limit", 0).get("/v1/experiments").then().statusCode(400);
    experimenter().queryParam("cursor", "*").get("/v1/experiments").then().statusCode(400);
    post(prefix + "b", "stop").statusCode(200);
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Map<String, Object> wrong =
        Map.of(
            "key",
            "Not A Key",
            "scenario",
            "",
            "coverage",
            1.5,
            "control",
            "nobody",
            "variants",
            List.of(
                Map.of("name", "a", "weight", 0.5, "model", "als@@"),
                Map.of("name", "a", "weight", 0.2, "model", "als"),
                Map.of("name", "c", "weight", -1)),
            "policy",
            Map.of(
                "successMetric",
                "clicks",
                "guardrails",
                List.of(Map.of("metric", "return-days-14", "margin", 0)),
                "alpha",
                0.9,
                "minimumUsers",
                -1,
                "mode",
                "sometimes"),
            "plannedUsers",
            0,
            "namespace",
            Map.of("name", "n", "start", 0.5, "end", 0.5));
    experimenter()
        .body(wrong)
        .post("/v1/experiments")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:holdfast:problem:invalid-request"))
        .body(
            "errors.field",
            hasItems(
                "key",
                "scenario",
                "coverage",
                "control",
                "variants[0].model",
                "variants[1].name",
                "variants[2].weight",
                "variants[2].model",
                "policy.successMetric",
                "policy.guardrails[0].metric",
                "policy.guardrails[0].margin",
                "policy.alpha",
                "policy.minimumUsers",
                "policy.minimumDays",
                "policy.mode",
                "plannedUsers",
                "namespace.end"))
        .body(
            "errors.find { it.field == 'policy.mode' }.allowed", hasItems("automatic", "approval"))
        .body(
            "errors.find { it.field == 'policy.successMetric' }.message",
            containsString("retention-day-N"));
    experimenter()
        .body("{}")
        .post("/v1/experiments")
        .then()
        .statusCode(400)
        .body(
            "errors.field",
            hasItems("key", "scenario", "plannedUsers", "variants", "control", "policy"));
    experimenter().body("{\"key\":").post("/v1/experiments").then().statusCode(400);
    experimenter()
        .body("{\"coverage\":\"much\"}")
        .post("/v1/experiments")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("coverage"));
    experimenter().post("/v1/experiments").then().statusCode(400);
    experiment("active").create().statusCode(400).body("errors[0].field", equalTo("key"));
    experiment(unique("weights"))
        .with(
            "variants",
            List.of(variant("control", 0.5, "popular"), variant("challenger", 0.49, "als")))
        .create()
        .statusCode(400)
        .body("errors", hasSize(1))
        .body("errors[0].message", containsString("0.99"));
  }

  @Test
  void pinsTheVersionThatWasRegisteredLast() {
    String name = unique("model");
    register(name + "@2", name + "@10", name + "@1");
    String key =
        experiment(unique("pin"))
            .with(
                "variants",
                List.of(variant("control", 0.5, name + "@10"), variant("challenger", 0.5, name)))
            .started()
            .key();
    register(name + "@9");
    get(key)
        .body("variants[0].model", equalTo(name + "@10"))
        .body("variants[1].model", equalTo(name + "@1"));
    post(key, "pause").statusCode(200);
    // Going on changes no model: users have seen the one they have.
    post(key, "start").statusCode(200).body("variants[1].model", equalTo(name + "@1"));
    post(key, "stop").statusCode(200);
  }

  @Test
  void refusesToStartWithAModelThatNobodyKnows() {
    String key =
        experiment(unique("unknown"))
            .with(
                "variants",
                List.of(
                    variant("control", 0.5, "popular@0"), variant("challenger", 0.5, "nothing")))
            .created()
            .key();
    post(key, "start")
        .statusCode(409)
        .body("errors.field", equalTo(List.of("variants[0].model", "variants[1].model")))
        .body(
            "detail",
            allOf(
                containsString("variant control wants popular@0"),
                containsString("variant challenger wants nothing")));
    get(key).body("state", equalTo("draft")).body("revision", equalTo(1));
    assertThat(events(ExperimentChanged.class, key)).hasSize(1);
  }

  @Test
  void letsNoUserBeInTwoExperimentsOfOneScenario() {
    String scenario = unique("shared");
    String first = experiment(unique("first")).with("scenario", scenario).started().key();
    String second = experiment(unique("second")).with("scenario", scenario).created().key();
    post(second, "start")
        .statusCode(409)
        .body("detail", allOf(containsString(first), containsString("namespace")));
    post(first, "pause").statusCode(200);
    post(second, "start").statusCode(200);
    // The first may go on only when the second does not run.
    post(first, "start").statusCode(409).body("detail", containsString(second));
    post(second, "stop").statusCode(200);
    post(first, "stop").statusCode(200);

    String left = inNamespace(scenario, 0, 0.5);
    String right = inNamespace(scenario, 0.5, 1);
    String overlapping = inNamespace(scenario, 0.4, 0.6);
    post(left, "start").statusCode(200);
    post(right, "start").statusCode(200);
    post(overlapping, "start").statusCode(409).body("detail", containsString(left));
    post(left, "stop").statusCode(200);
    post(right, "stop").statusCode(200);
  }

  @Test
  void changesNothingIfTheEventCannotBeTold() {
    String key = experiment(unique("atomic")).created().key();
    executeAsOwner("revoke execute on function event_log.append_event from holdfast_log_client");
    try {
      post(key, "start")
          .statusCode(500)
          .body("type", equalTo("urn:holdfast:problem:internal-error"));
    } finally {
      executeAsOwner("grant execute on function event_log.append_event to holdfast_log_client");
    }
    get(key).body("state", equalTo("draft")).body("revision", equalTo(1));
    assertThat(count("select count(*) from experiment.audit where experiment_key = ?", key))
        .isEqualTo(1);
    post(key, "start").statusCode(200).body("revision", equalTo(2));
    post(key, "stop");
  }

  @Test
  void writesDecisionsAndAuditOnce() throws SQLException {
    String key = experiment(unique("once")).created().key();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "update experiment.audit set actor = 'x' where experiment_key = '"
                          + key
                          + "'"))
          .hasMessageContaining("written once");
    }
  }

  private static String inNamespace(String scenario, double start, double end) {
    return experiment(unique("slot"))
        .with("scenario", scenario)
        .with("namespace", Map.of("name", scenario, "start", start, "end", end))
        .created()
        .key();
  }
}
