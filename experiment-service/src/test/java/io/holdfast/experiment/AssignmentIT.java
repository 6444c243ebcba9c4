package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Assignment;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.experiment.assignment.ActiveSet;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AssignmentIT extends ServiceIT {
  private static final int USERS = 100_000;

  /** The 99.9 % quantile of χ² with two degrees of freedom: −2 ln 0.001. */
  private static final double CHI_SQUARE_LIMIT = -2 * Math.log(0.001);

  @BeforeEach
  void beginTime() {
    begin();
  }

  @Test
  void tellsRunningExperimentsWithAStrongTag() {
    String key = experiment(unique("active")).created().key();
    String before = active().header("ETag");
    assertThat(before).startsWith("\"").endsWith("\"");
    assertThat(definition(key)).isEmpty();

    post(key, "start").statusCode(200);
    Response running = active();
    assertThat(running.header("ETag")).isNotEqualTo(before);
    ExperimentDefinition definition = definition(key).orElseThrow();
    assertThat(definition.hashVersion()).isEqualTo(2);
    assertThat(definition.seed()).isEqualTo(key);
    assertThat(definition.revision()).isEqualTo(2);
    assertThat(definition.variant("control").model().toString()).isEqualTo("popular@1");

    as(TestKeys.SERVE)
        .header("If-None-Match", running.header("ETag"))
        .get("/v1/experiments/active")
        .then()
        .statusCode(304)
        .header("ETag", running.header("ETag"))
        .body(equalTo(""));
    as(TestKeys.SERVE)
        .header("If-None-Match", before)
        .get("/v1/experiments/active")
        .then()
        .statusCode(200);

    post(key, "pause").statusCode(200);
    assertThat(definition(key)).isEmpty();
    post(key, "start").statusCode(200);
    assertThat(definition(key)).isPresent();
    post(key, "stop").statusCode(200);
    assertThat(definition(key)).isEmpty();
    // What is the same again has the same tag.
    assertThat(active().header("ETag")).isEqualTo(before);
  }

  @Test
  void showsAChangeThatAnotherReplicaMade() {
    String key = experiment(unique("replica")).started().key();
    assertThat(definition(key)).isPresent();
    executeAsOwner(
        "update experiment.experiment set state = 'paused', revision = revision + 1 where key = '"
            + key
            + "'");
    await("the change", () -> definition(key).isEmpty());
  }

  @Test
  void assignsAsRecommenderApiDoes() {
    String key =
        experiment(unique("assigned"))
            .with("coverage", 0.6)
            .with(
                "variants",
                List.of(
                    variant("control", 0.5, "popular"),
                    variant("challenger", 0.3, "als"),
                    Map.of(
                        "name",
                        "tuned",
                        "weight",
                        0.2,
                        "model",
                        "als",
                        "parameters",
                        Map.of("boost", 2))))
            .started()
            .key();
    Assigner assigner = new Assigner(definition(key).orElseThrow());
    int taking = 0;
    for (int k = 0; k < 40; k++) {
      String user = "user/" + k;
      Optional<Assignment> expected = assigner.assign(UserContext.of(user));
      for (int again = 0; again < 2; again++) {
        Map<String, Object> mine = assignment(user, key);
        assertThat(mine == null ? null : mine.get("variant"))
            .isEqualTo(expected.map(Assignment::variant).orElse(null));
        if (mine != null) {
          assertThat(mine.get("reason")).isEqualTo("split");
          assertThat(mine.get("revision")).isEqualTo(2);
          assertThat(mine).containsKey("model");
        }
      }
      taking += expected.isPresent() ? 1 : 0;
    }
    assertThat(taking).isBetween(10, 36);
    post(key, "stop").statusCode(200);
    assertThat(assignment("user/1", key)).isNull();
    as(TestKeys.SERVE)
        .get("/v1/assignments/" + "x".repeat(257))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("userId"));
  }

  @Test
  void aTargetedExperimentTakesThoseAloneWhoMeetItsCondition() {
    Map<String, Object> condition =
        Map.of(
            "country",
            Map.of("$in", List.of("NL", "BE")),
            "$not",
            Map.of("email", Map.of("$regex", "@example\\.com$")));
    String key = experiment(unique("targeted")).with("condition", condition).started().key();
    assertThat(definition(key).orElseThrow().condition().source()).isEqualTo(condition);
    declare("dutch", Map.of("country", "NL", "email", "a@b.nl"));
    declare("german", Map.of("country", "DE"));
    declare("tester", Map.of("country", "NL", "email", "t@example.com"));

    assertThat(assignment("dutch", key)).isNotNull();
    for (String user : List.of("german", "tester", "undeclared")) {
      assertThat(assignment(user, key)).as(user).isNull();
    }
    // The request's context goes before what was declared.
    assertThat(assignment("german", key, "{\"country\": \"BE\"}")).isNotNull();
    assertThat(assignment("dutch", key, "{\"country\": \"DE\"}")).isNull();
    as(TestKeys.SERVE)
        .queryParam("explain", true)
        .get("/v1/assignments/german")
        .then()
        .statusCode(200)
        .body("leftOut.find { it.key == '" + key + "' }.why", equalTo("condition"));
    as(TestKeys.SERVE)
        .queryParam("context", "[]")
        .get("/v1/assignments/german")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("context"));
    post(key, "stop").statusCode(200);
  }

  private void declare(String userId, Map<String, Object> attributes) {
    append(new UserChanged(UUID.randomUUID(), 1, userId, attributes, clock.now()));
  }

  @Test
  void splitsAsTheWeightsSay() {
    String key =
        experiment(unique("weights"))
            .with(
                "variants",
                List.of(
                    variant("control", 0.5, "popular"),
                    variant("b", 0.3, "als"),
                    variant("c", 0.2, "als@1")))
            .started()
            .key();
    Assigner assigner = new Assigner(definition(key).orElseThrow());
    Map<String, Integer> users = new HashMap<>();
    for (int k = 0; k < USERS; k++) {
      users.merge(
          assigner.assign(UserContext.of("u" + k)).orElseThrow().variant(), 1, Integer::sum);
    }
    double chiSquare = 0;
    for (Map.Entry<String, Double> weight : Map.of("control", 0.5, "b", 0.3, "c", 0.2).entrySet()) {
      double expected = weight.getValue() * USERS;
      chiSquare += Math.pow(users.get(weight.getKey()) - expected, 2) / expected;
    }
    assertThat(chiSquare).isLessThan(CHI_SQUARE_LIMIT);
    post(key, "stop").statusCode(200);
  }

  @Test
  void recordsExposuresOnce() {
    String key = experiment(unique("exposed")).started().key();
    UUID id = UUID.randomUUID();
    String when = clock.now().minus(Duration.ofMinutes(1)).toString();
    Map<String, Object> exposure =
        Map.of(
            "eventId",
            id,
            "userId",
            "u1",
            "key",
            key,
            "variant",
            "challenger",
            "context",
            Map.of("country", "NL"),
            "occurredAt",
            when);
    as(TestKeys.INGEST)
        .body(exposure)
        .post("/v1/exposures")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1))
        .body("duplicates", equalTo(0));
    as(TestKeys.SERVE)
        .body(List.of(exposure, Map.of("userId", "u2", "key", key, "variant", "control")))
        .post("/v1/exposures")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1))
        .body("duplicates", equalTo(1));
    List<ExposureRecorded> told =
        log
            .read(0, 10_000, EnumSet.of(EventKind.EXPOSURE_RECORDED))
            .await()
            .atMost(Duration.ofSeconds(10))
            .stream()
            .map(LoggedEvent::event)
            .map(ExposureRecorded.class::cast)
            .filter(event -> event.experiment().key().equals(key))
            .toList();
    assertThat(told).extracting(ExposureRecorded::userId).containsExactly("u1", "u2");
    assertThat(told.getFirst().eventId()).isEqualTo(id);
    assertThat(told.getFirst().experiment().revision()).isEqualTo(2);
    post(key, "stop").statusCode(200);
  }

  @Test
  void refusesExposuresThatCannotBe() {
    String key = experiment(unique("draft")).created().key();
    String running = experiment(unique("running")).started().key();
    as(TestKeys.SERVE)
        .body(
            Map.of(
                "exposures",
                List.of(
                    Map.of("userId", "u", "key", key, "variant", "control"),
                    Map.of(
                        "userId",
                        " ",
                        "key",
                        running,
                        "variant",
                        "nobody",
                        "reason",
                        "whim",
                        "revision",
                        9,
                        "occurredAt",
                        clock.now().plus(Duration.ofHours(1)).toString()))))
        .post("/v1/exposures")
        .then()
        .statusCode(400)
        .body(
            "errors.field",
            hasItems(
                "exposures[0].key",
                "exposures[1].userId",
                "exposures[1].variant",
                "exposures[1].reason",
                "exposures[1].revision",
                "exposures[1].occurredAt"))
        .body(
            "errors.find { it.field == 'exposures[1].variant' }.allowed",
            hasItems("control", "challenger"));
    as(TestKeys.SERVE)
        .body(List.of())
        .post("/v1/exposures")
        .then()
        .statusCode(400)
        .body("errors[0].field", containsString("exposures"));
    as(TestKeys.SERVE).body("7").post("/v1/exposures").then().statusCode(400);
    post(running, "stop").statusCode(200);
  }

  private static Response active() {
    return as(TestKeys.SERVE)
        .get("/v1/experiments/active")
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private static Optional<ExperimentDefinition> definition(String key) {
    return Json.read(active().asString(), ActiveSet.Body.class).experiments().stream()
        .filter(experiment -> experiment.key().equals(key))
        .findFirst();
  }

  private static Map<String, Object> assignment(String user, String key) {
    return assignment(user, key, "{}");
  }

  private static Map<String, Object> assignment(String user, String key, String context) {
    List<Map<String, Object>> all =
        as(TestKeys.SERVE)
            .queryParam("context", context)
            .get("/v1/assignments/{user}", user)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("assignments");
    return all.stream().filter(each -> key.equals(each.get("key"))).findFirst().orElse(null);
  }
}
