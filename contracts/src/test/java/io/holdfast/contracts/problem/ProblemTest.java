package io.holdfast.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProblemTest {
  @Test
  void everyKindHasItsOwnTypeAndStatus() {
    assertThat(Arrays.stream(ProblemKind.values()).map(ProblemKind::type)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(ProblemKind.values()).map(ProblemKind::status))
        .doesNotHaveDuplicates()
        .allMatch(status -> status >= 400 && status < 600);
    assertThat(ProblemKind.TOO_MANY_REQUESTS.type())
        .hasToString("urn:holdfast:problem:too-many-requests");
    assertThat(ProblemKind.TOO_MANY_REQUESTS.wire()).isEqualTo("too-many-requests");
    assertThat(ProblemKind.ofStatus(404)).contains(ProblemKind.NOT_FOUND);
    assertThat(ProblemKind.ofStatus(418)).isEmpty();
  }

  @Test
  void bodyIsThatOfRfc9457() {
    ProblemException thrown =
        new ProblemException(
            ProblemKind.INVALID_REQUEST,
            "type is not valid",
            List.of(new FieldError("type", "must be one of a, b", List.of("a", "b"))));

    assertThat(Json.readMap(Json.write(thrown.problem("/v1/interactions"))))
        .isEqualTo(
            Map.of(
                "type", "urn:holdfast:problem:invalid-request",
                "title", "The request is not valid",
                "status", 400,
                "detail", "type is not valid",
                "instance", "/v1/interactions",
                "errors",
                    List.of(
                        Map.of(
                            "field", "type",
                            "message", "must be one of a, b",
                            "allowed", List.of("a", "b")))));
  }

  @Test
  void whatIsUnknownIsAbsent() {
    Problem problem = ProblemException.notFound("no model als@7").problem(null);

    assertThat(Json.readMap(Json.write(problem)))
        .containsOnlyKeys("type", "title", "status", "detail");
    assertThat(Json.read(Json.write(problem), Problem.class)).isEqualTo(problem);
  }
}
