package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Method;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every operation of the OpenAPI document, asked without a key and with keys that may not. */
@QuarkusTest
@TestProfile(RecommenderProfile.class)
class SecurityIT {
  private static final Map<String, String> KEYS =
      Map.of(
          "ingest", TestKeys.INGEST,
          "serve", TestKeys.SERVE,
          "experiment", TestKeys.EXPERIMENT,
          "dashboard", TestKeys.DASHBOARD,
          "admin", TestKeys.ADMIN);

  private static final Set<String> ANYONE =
      Set.of("ingest", "serve", "experiment", "dashboard", "admin");
  private static final Set<String> WRITERS = Set.of("ingest", "admin");
  private static final Set<String> SERVERS = Set.of("serve", "admin");
  private static final Set<String> MODEL_READERS =
      Set.of("serve", "experiment", "dashboard", "admin");
  private static final Set<String> ADMINS = Set.of("admin");

  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("ingestInteractions", WRITERS),
          Map.entry("putItem", WRITERS),
          Map.entry("putItems", WRITERS),
          Map.entry("deleteItem", WRITERS),
          Map.entry("getItem", ANYONE),
          Map.entry("listItems", ANYONE),
          Map.entry("putUser", WRITERS),
          Map.entry("getHistory", SERVERS),
          Map.entry("exportUser", ADMINS),
          Map.entry("eraseUser", ADMINS),
          Map.entry("liftErasure", ADMINS),
          Map.entry("recommendToUser", SERVERS),
          Map.entry("recommend", SERVERS),
          Map.entry("predictRatings", SERVERS),
          Map.entry("listPopular", SERVERS),
          Map.entry("listSimilarItems", SERVERS),
          Map.entry("listTrending", SERVERS),
          Map.entry("listStrategies", SERVERS),
          Map.entry("putScenario", ADMINS),
          Map.entry("getScenario", MODEL_READERS),
          Map.entry("listScenarios", MODEL_READERS),
          Map.entry("deleteScenario", ADMINS),
          Map.entry("listScenarioVersions", MODEL_READERS),
          Map.entry("registerModel", ADMINS),
          Map.entry("listModels", MODEL_READERS),
          Map.entry("getModel", MODEL_READERS),
          Map.entry("activateModel", ADMINS),
          Map.entry("retireModel", ADMINS),
          Map.entry("getClock", ANYONE),
          Map.entry("advanceClock", ADMINS),
          Map.entry("getExposureHealth", Set.of("experiment", "dashboard", "admin")));

  private record Operation(String id, Method method, String path, Map<String, Object> body) {}

  @Test
  void noOperationAnswersWithoutAKeyOrToAnUnknownOne() {
    for (Operation operation : operations()) {
      assertProblem(call(operation, null), 401, operation);
      assertProblem(call(operation, "hf_nobody-has-this-key"), 401, operation);
    }
  }

  @Test
  void everyOperationAnswersToItsRolesAlone() {
    List<Operation> operations = operations();
    assertThat(operations)
        .extracting(Operation::id)
        .containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    for (Operation operation : operations) {
      KEYS.forEach(
          (role, key) -> {
            Response response = call(operation, key);
            if (ALLOWED.get(operation.id()).contains(role)) {
              assertThat(response.statusCode())
                  .as(operation.id() + " as " + role)
                  .isNotIn(401, 403)
                  .isLessThan(500);
            } else {
              assertProblem(response, 403, operation);
            }
          });
    }
  }

  @Test
  void everyOperationIsDocumented() {
    JsonPath document = document();
    for (Operation operation : operations()) {
      String at = "paths.'" + operation.path() + "'." + lower(operation.method());
      assertThat(document.getString(at + ".summary")).as(operation.id()).isNotBlank();
      Map<String, Map<String, Object>> responses = document.getMap(at + ".responses");
      assertThat(responses).as(operation.id()).containsKeys("400", "401", "403", "500");
      assertThat(responses.keySet()).anyMatch(status -> status.startsWith("2"));
      responses.forEach(
          (status, response) -> {
            if (!status.equals("204")) {
              assertThat(response.toString()).as(operation.id() + status).contains("examples");
            }
          });
      if (operation.body() != null) {
        assertThat(operation.body().toString()).as(operation.id()).contains("examples");
      }
    }
  }

  @Test
  void whatIsOpenIsOpen() {
    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(given().get("/q/openapi").statusCode()).isEqualTo(401);
    assertThat(given().get("/nowhere").statusCode()).isIn(401, 404);
  }

  private static void assertProblem(Response response, int status, Operation operation) {
    assertThat(response.statusCode()).as(operation.id()).isEqualTo(status);
    assertThat(response.contentType()).as(operation.id()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getString("type")).startsWith("urn:holdfast:problem:");
  }

  private static Response call(Operation operation, String key) {
    var request = given();
    if (key != null) {
      request.header("X-API-Key", key);
    }
    if (operation.id().equals("registerModel")) {
      request.contentType("application/x-tar").body(new byte[] {1, 2, 3});
    } else if (operation.body() != null) {
      request.contentType("application/json").body("{}");
    }
    String path = operation.path().replaceAll("\\{[^}]+\\}", "x");
    return request.request(operation.method(), path);
  }

  private static JsonPath document() {
    Response response = as(TestKeys.SERVE).accept("application/json").get("/q/openapi?format=json");
    assertThat(response.statusCode()).isEqualTo(200);
    return response.jsonPath();
  }

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, operation) -> {
                  @SuppressWarnings("unchecked")
                  Map<String, Object> body = (Map<String, Object>) operation.get("requestBody");
                  operations.add(
                      new Operation(
                          operation.get("operationId").toString(),
                          Method.valueOf(method.toUpperCase(Locale.ROOT)),
                          path,
                          body));
                }));
    return operations;
  }

  private static String lower(Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }
}
