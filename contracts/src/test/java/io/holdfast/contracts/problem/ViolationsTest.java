package io.holdfast.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ViolationsTest {
  @Test
  void allErrorsAreToldAtOnce() {
    Violations violations = new Violations();
    violations.required("key", " ");
    violations.required("owner", null);
    violations.length("name", "abcd", 3);
    violations.size("items", List.of(1, 2), 1);
    violations.pattern("type", "View", Pattern.compile("[a-z]+"));
    violations.range("coverage", 1.5, 0, 1);
    violations.range("weight", Double.NaN, 0, 1);
    violations.finite("value", Double.POSITIVE_INFINITY);
    violations.oneOf("state", "gone", List.of("draft", "running"));
    violations.below("items[3]").required("userId", "");

    ProblemException thrown = catchThrowableOfType(ProblemException.class, violations::throwIfAny);

    assertThat(thrown.kind()).isEqualTo(ProblemKind.INVALID_REQUEST);
    assertThat(thrown.detail()).isEqualTo("10 fields are not valid");
    assertThat(thrown.errors())
        .containsExactly(
            new FieldError("key", "is required"),
            new FieldError("owner", "is required"),
            new FieldError("name", "must have at most 3 characters"),
            new FieldError("items", "must have at most 1 elements"),
            new FieldError("type", "must match [a-z]+"),
            new FieldError("coverage", "must lie between 0 and 1"),
            new FieldError("weight", "must lie between 0 and 1"),
            new FieldError("value", "must be a finite number"),
            new FieldError("state", "must be one of draft, running", List.of("draft", "running")),
            new FieldError("items[3].userId", "is required"));
  }

  @Test
  void whatIsRightOrAbsentPasses() {
    Violations violations = new Violations();

    assertThat(violations.required("key", "k")).isTrue();
    assertThat(violations.length("name", null, 3)).isTrue();
    assertThat(violations.length("name", "abc", 3)).isTrue();
    assertThat(violations.pattern("type", null, Pattern.compile("x"))).isTrue();
    assertThat(violations.range("coverage", 1, 0, 1)).isTrue();
    assertThat(violations.range("coverage", null, 0, 1)).isTrue();
    assertThat(violations.finite("value", null)).isTrue();
    assertThat(violations.oneOf("state", null, List.of())).isTrue();
    assertThat(violations.isEmpty()).isTrue();
    assertThatCode(violations::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void manyErrorsAreCountedButNotAllTold() {
    Violations violations = new Violations();
    for (int k = 0; k < 250; k++) {
      violations.add("items[" + k + "]", "is wrong");
    }

    ProblemException thrown = catchThrowableOfType(ProblemException.class, violations::throwIfAny);

    assertThat(thrown.errors()).hasSize(Violations.LIMIT);
    assertThat(thrown.detail()).isEqualTo("250 fields are not valid");
  }
}
