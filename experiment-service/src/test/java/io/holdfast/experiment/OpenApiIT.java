package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Problem;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service's own description: an example of each operation, of each answer and each error. */
@QuarkusTest
class OpenApiIT extends ServiceIT {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final Set<String> WITHOUT_BODY = Set.of("204", "304");

  private final List<String> missing = new ArrayList<>();
  private JsonNode paths;

  @BeforeEach
  void read() throws Exception {
    String document =
        as(TestKeys.ADMIN)
            .queryParam("format", "json")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    paths = Json.mapper().readTree(document).get("paths");
  }

  @Test
  void everyOperationHasAnExampleOfItsRequestAndOfEachAnswer() {
    int operations = 0;
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
        if (METHODS.contains(each.getKey())) {
          check(each.getKey() + " " + path.getKey(), each.getValue());
          operations++;
        }
      }
    }
    assertThat(operations).isGreaterThanOrEqualTo(16);
    assertThat(missing).isEmpty();
  }

  @Test
  void anEvaluationsErrorsAreThoseOfTheProtocol() {
    for (String path : List.of("", "/{key}")) {
      JsonNode responses = paths.path("/ofrep/v1/evaluate/flags" + path).at("/post/responses");
      assertThat(responses.at("/400/content/application~1json/examples").propertyStream())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("PARSE_ERROR", "TARGETING_KEY_MISSING", "INVALID_CONTEXT");
      assertThat(responses.at("/429/content/application~1json/example/errorCode").asText())
          .isEqualTo("GENERAL");
      assertThat(responses.at("/500/content").has(Problem.MEDIA_TYPE)).isFalse();
    }
  }

  private void check(String operation, JsonNode description) {
    need(operation + " summary", !description.path("summary").asText().isBlank());
    JsonNode responses = description.path("responses");
    for (String status : List.of("401", "403", "500")) {
      need(operation + " " + status, responses.has(status));
    }
    if (description.has("requestBody")) {
      needExamples(operation + " request", description.path("requestBody"));
      need(operation + " 400", responses.has("400"));
      need(operation + " 415", responses.has("415"));
    }
    need(operation + " a good answer", responses.propertyStream().anyMatch(OpenApiIT::isGood));
    for (Map.Entry<String, JsonNode> response : responses.properties()) {
      if (!WITHOUT_BODY.contains(response.getKey())) {
        needExamples(operation + " " + response.getKey(), response.getValue());
      }
    }
    checkProblems(operation, responses);
  }

  private static boolean isGood(Map.Entry<String, JsonNode> response) {
    return response.getKey().startsWith("2");
  }

  private void needExamples(String what, JsonNode described) {
    JsonNode content = described.path("content");
    need(what + " content", !content.isEmpty());
    for (Map.Entry<String, JsonNode> type : content.properties()) {
      need(
          what + " example of " + type.getKey(),
          type.getValue().has("example") || !type.getValue().path("examples").isEmpty());
    }
  }

  /** Each example of a problem is one, of the status where it stands, and says what happened. */
  private void checkProblems(String operation, JsonNode responses) {
    for (Map.Entry<String, JsonNode> response : responses.properties()) {
      JsonNode problem = response.getValue().path("content").path(Problem.MEDIA_TYPE);
      if (!problem.isMissingNode()) {
        JsonNode example = problem.path("example");
        String what = operation + " " + response.getKey();
        need(what + " status", example.path("status").asText().equals(response.getKey()));
        need(what + " type", example.path("type").asText().startsWith("urn:holdfast:problem:"));
        need(what + " detail", !example.path("detail").asText().isBlank());
      }
    }
  }

  private void need(String what, boolean present) {
    if (!present) {
      missing.add(what);
    }
  }
}
