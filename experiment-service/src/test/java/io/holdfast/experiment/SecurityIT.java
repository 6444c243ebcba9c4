package io.holdfast.experiment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecurityIT extends ServiceIT {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "patch", "head", "options");

  private record Operation(String method, String path, boolean takesBody) {}

  @Test
  void letsNobodyInWithoutAKeyOfTheRole() throws Exception {
    List<Operation> operations = operations();
    assertThat(operations).hasSizeGreaterThanOrEqualTo(16);
    for (Operation operation : operations) {
      String path = operation.path().replaceAll("\\{[^}]+}", "x");
      String what = operation.method() + " " + path;
      assertThat(call(given(), operation, path)).as(what).isEqualTo(401);
      assertThat(call(given().header("X-API-Key", "wrong"), operation, path))
          .as(what)
          .isEqualTo(401);
      // Nothing here is for people who only read results.
      assertThat(call(as(TestKeys.DASHBOARD), operation, path)).as(what).isEqualTo(403);
      if (path.endsWith("/stream")) {
        continue; // It does not end; ChangeStreamIT opens it.
      }
      assertThat(call(as(TestKeys.ADMIN), operation, path)).as(what).isNotIn(401, 403, 405, 500);
    }
    assertThat(call(as(TestKeys.SERVE), "post", "/v1/experiments")).isEqualTo(403);
    assertThat(call(as(TestKeys.INGEST), "get", "/v1/experiments/active")).isEqualTo(403);
    assertThat(call(as(TestKeys.EXPERIMENT), "post", "/v1/exposures")).isEqualTo(403);
    given()
        .get("/v1/experiments")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:holdfast:problem:unauthenticated"));
    as(TestKeys.DASHBOARD)
        .get("/v1/experiments")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:holdfast:problem:forbidden"));
  }

  @Test
  void saysWhetherItIsReady() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'models' }.status", equalTo("UP"));
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void countsEvaluations() {
    String metrics =
        given()
            .baseUri("http://localhost:" + managementPort())
            .get("/q/metrics")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(metrics)
        .contains("holdfast_decision_evaluations_total{result=\"evaluated\"")
        .contains("holdfast_decision_failures_total");
  }

  static int managementPort() {
    return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
  }

  private static List<Operation> operations() throws Exception {
    String document =
        given()
            .header("X-API-Key", TestKeys.ADMIN)
            .queryParam("format", "json")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        Json.mapper().readTree(document).get("paths").properties()) {
      for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
        if (METHODS.contains(each.getKey())) {
          operations.add(
              new Operation(each.getKey(), path.getKey(), each.getValue().has("requestBody")));
        }
      }
    }
    return operations;
  }

  private static int call(RequestSpecification request, String method, String path) {
    return call(request, new Operation(method, path, method.equals("post")), path);
  }

  private static int call(RequestSpecification request, Operation operation, String path) {
    RequestSpecification described =
        operation.takesBody() ? request.contentType("application/json").body("{}") : request;
    return described
        .request(operation.method().toUpperCase(java.util.Locale.ROOT), path)
        .statusCode();
  }
}
