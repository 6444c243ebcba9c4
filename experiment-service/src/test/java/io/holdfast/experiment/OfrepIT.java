package io.holdfast.experiment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.FlagValue;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.json.Json;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flags by OFREP 0.3.0; the protocol's own schemas are checked where they are at hand. */
@QuarkusTest
class OfrepIT extends ServiceIT {
  private static final String FLAGS = "/ofrep/v1/evaluate/flags";

  @BeforeEach
  void models() {
    begin();
  }

  @Test
  void givesTheVariantThatEveryOtherWayGives() {
    String key = experiment(unique("same")).started().key();
    for (int k = 0; k < 40; k++) {
      String user = "u" + k;
      String assigned =
          as(TestKeys.SERVE)
              .get("/v1/assignments/{user}", user)
              .then()
              .extract()
              .path("assignments.find { it.key == '" + key + "' }.variant");
      evaluate(key, Map.of("targetingKey", user))
          .statusCode(200)
          .body("key", equalTo(key))
          .body("variant", equalTo(assigned))
          .body("value", equalTo(assigned))
          .body("reason", equalTo("SPLIT"))
          .body("metadata.experimentRevision", equalTo(2))
          .body("metadata.variant", equalTo(assigned))
          .body("metadata.assignmentReason", equalTo("split"))
          .body("metadata.scenario", equalTo("scenario-" + key));
    }
    post(key, "stop").statusCode(200);
  }

  @Test
  void givesAnyJsonValue() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("rows", 3);
    object.put("titles", Arrays.asList("a", null));
    object.put("nothing", null);
    for (Object value : List.of(true, "blue", 7, 1.5, object, List.of(1, 2))) {
      String key = flag(unique("value"), value, value, null).started().key();
      JsonNode expected = tree(Json.write(new FlagValue(value)));
      assertThat(tree(get(key).extract().asString()).at("/variants/0/value")).isEqualTo(expected);
      assertThat(
              tree(evaluate(key, Map.of("targetingKey", "u")).statusCode(200).extract().asString())
                  .get("value"))
          .isEqualTo(expected);
      post(key, "stop").statusCode(200);
    }
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class);
  }

  @Test
  void refusesValuesOutOfBounds() {
    Object deep = "bottom";
    for (int k = 0; k < 9; k++) {
      deep = List.of(deep);
    }
    flag(unique("deep"), deep, "x".repeat(20_000), null)
        .create()
        .statusCode(400)
        .body("errors[0].field", containsString("variants[0].value[0]"))
        .body("errors[1].field", equalTo("variants[1].value"));
  }

  @Test
  void leavesTheCodesDefaultToWhoTakesNoPart() {
    String key =
        flag(unique("targeted"), "a", "a", Map.of("country", "NL", "plan", "gold")).started().key();
    evaluate(key, Map.of("targetingKey", "u", "country", "BE", "plan", "gold"))
        .statusCode(200)
        .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("value")))
        .body("variant", nullValue())
        .body("reason", equalTo("UNKNOWN"))
        .body("metadata.excludedBy", equalTo("condition"));
    append(new UserChanged(UUID.randomUUID(), 1, "declared", Map.of("plan", "gold"), clock.now()));
    evaluate(key, Map.of("targetingKey", "declared", "country", "NL"))
        .body("reason", equalTo("SPLIT"))
        .body("value", equalTo("a"));
    post(key, "stop").statusCode(200);
  }

  @Test
  void givesEveryoneWhatWasDecided() {
    String promoted = flag(unique("promoted"), 1, 2, null).started().key();
    post(promoted, "pause").statusCode(200);
    evaluate(promoted, Map.of("targetingKey", "u"))
        .statusCode(200)
        .body("reason", equalTo("DISABLED"))
        .body("value", nullValue());
    decide(promoted, "promote");
    evaluate(promoted, Map.of("targetingKey", "u"))
        .body("reason", equalTo("STATIC"))
        .body("variant", equalTo("challenger"))
        .body("value", equalTo(2));
    decide(promoted, "roll-back");
    evaluate(promoted, Map.of("targetingKey", "u"))
        .body("reason", equalTo("STATIC"))
        .body("value", equalTo(1));
    post(promoted, "archive").statusCode(200);
    evaluate(promoted, Map.of("targetingKey", "u")).statusCode(404);

    String stopped = flag(unique("stopped"), 1, 2, null).started().key();
    post(stopped, "stop").statusCode(200);
    evaluate(stopped, Map.of("targetingKey", "u"))
        .statusCode(200)
        .body("reason", equalTo("DISABLED"))
        .body("value", nullValue());
  }

  @Test
  void namesErrorsAsTheProtocolDoes() {
    String draft = experiment(unique("draft")).created().key();
    evaluate(draft, Map.of("targetingKey", "u"))
        .statusCode(404)
        .body("key", equalTo(draft))
        .body("errorCode", equalTo("FLAG_NOT_FOUND"));
    error("{", "PARSE_ERROR");
    error("[1]", "PARSE_ERROR");
    error("null", "PARSE_ERROR");
    error("", "PARSE_ERROR");
    error("{}", "INVALID_CONTEXT");
    error("{\"context\": []}", "INVALID_CONTEXT");
    error("{\"context\": {\"targetingKey\": 7}}", "INVALID_CONTEXT");
    error(
        Json.write(Map.of("context", Map.of("targetingKey", "u".repeat(257)))), "INVALID_CONTEXT");
    error("{\"context\": {\"targetingKey\": \" \"}}", "TARGETING_KEY_MISSING");
    error("{\"context\": {\"country\": \"NL\"}}", "TARGETING_KEY_MISSING");
  }

  @Test
  void knowsACallerByKeyOrBearerToken() {
    Map<String, Object> body = Map.of("context", Map.of("targetingKey", "u"));
    given()
        .header("Authorization", "Bearer " + TestKeys.EXPERIMENT)
        .contentType(ContentType.JSON)
        .body(body)
        .post(FLAGS)
        .then()
        .statusCode(200);
    given()
        .header("Authorization", "Bearer nobody's")
        .contentType(ContentType.JSON)
        .body(body)
        .post(FLAGS)
        .then()
        .statusCode(401);
    as(TestKeys.INGEST).body(body).post(FLAGS).then().statusCode(403);
  }

  @Test
  void answersAllFlagsWithATagThatChangesWithThem() {
    String key = flag(unique("bulk"), true, true, null).started().key();
    Map<String, Object> context = Map.of("targetingKey", "u");
    Response first = bulk(context, null, 200);
    String tag = first.header("ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    first
        .then()
        .body("flags.find { it.key == '" + key + "' }.value", equalTo(true))
        .body("eventStreams[0].type", equalTo("sse"))
        .body("eventStreams[0].endpoint.requestUri", containsString("/ofrep/v1/stream?ticket="))
        .body("eventStreams[0].inactivityDelaySec", equalTo(120));
    Response same = bulk(context, tag, 304);
    assertThat(same.asString()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(tag);
    post(key, "pause").statusCode(200);
    Response changed = bulk(context, tag, 200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
    changed.then().body("flags.find { it.key == '" + key + "' }.reason", equalTo("DISABLED"));
    post(key, "stop").statusCode(200);
  }

  @Test
  void asksTheDatabaseWhenATagIsNewHere() {
    String key = flag(unique("elsewhere"), 1, 1, null).started().key();
    bulk(Map.of("targetingKey", "u"), null, 200);
    pauseElsewhere(key);
    as(TestKeys.SERVE)
        .queryParam("flagConfigEtag", "heard-from-another-replica")
        .body(Map.of("context", Map.of("targetingKey", "u")))
        .post(FLAGS)
        .then()
        .statusCode(200)
        .body("flags.find { it.key == '" + key + "' }.reason", equalTo("DISABLED"));
    post(key, "stop").statusCode(200);
  }

  @Test
  void meetsTheProtocolsSchemas() throws Exception {
    OfrepSchema.assumePresent();
    String key = flag(unique("schema"), Map.of("a", 1), Map.of("b", true), null).started().key();
    String none = flag(unique("schema"), 1, 2, Map.of("country", "NL")).started().key();
    for (String flag : List.of(key, none)) {
      OfrepSchema.check(
          "serverEvaluationSuccess",
          evaluate(flag, Map.of("targetingKey", "u")).extract().asString());
    }
    OfrepSchema.check(
        "flagNotFound", evaluate("nobody", Map.of("targetingKey", "u")).extract().asString());
    OfrepSchema.check("evaluationFailure", evaluate(key, Map.of()).extract().asString());
    OfrepSchema.check(
        "bulkEvaluationSuccess", bulk(Map.of("targetingKey", "u"), null, 200).asString());
    OfrepSchema.check("bulkEvaluationFailure", bulk(Map.of(), null, 400).asString());
    post(key, "stop").statusCode(200);
    post(none, "stop").statusCode(200);
  }

  private static void error(String body, String code) {
    as(TestKeys.SERVE)
        .body(body)
        .post(FLAGS + "/some-flag")
        .then()
        .statusCode(400)
        .contentType(ContentType.JSON)
        .body("key", equalTo("some-flag"))
        .body("errorCode", equalTo(code))
        .body("errorDetails", notNullValue());
    as(TestKeys.SERVE)
        .body(body)
        .post(FLAGS)
        .then()
        .statusCode(400)
        .body("key", nullValue())
        .body("errorCode", equalTo(code));
  }

  private static void decide(String key, String action) {
    experimenter()
        .body(Map.of("action", action, "reason", "a test"))
        .post("/v1/experiments/" + key + "/decide")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse evaluate(String key, Map<String, ?> context) {
    return as(TestKeys.SERVE).body(Map.of("context", context)).post(FLAGS + "/" + key).then();
  }

  private static Response bulk(Map<String, ?> context, String tag, int status) {
    var request = as(TestKeys.SERVE).body(Map.of("context", context));
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return request.post(FLAGS).then().statusCode(status).extract().response();
  }
}
