package io.holdfast.service.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  @Test
  void oneRowTooManyTellsThatThereIsMore() {
    Page<String> page = Page.of(List.of("a", "b", "c"), 2, row -> row);

    assertThat(page.items()).containsExactly("a", "b");
    assertThat(Cursor.decode(page.nextCursor())).isEqualTo("b");
    assertThat(page.map(String::length).items()).containsExactly(1, 1);
  }

  @Test
  void theLastPageHasNoCursor() {
    assertThat(Page.of(List.of("a", "b"), 2, row -> row).nextCursor()).isNull();
    assertThat(Cursor.decode(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "key|2026-11-24T00:00:00Z", "键 \"1\""})
  void aCursorGivesItsPositionBack(String position) {
    assertThat(Cursor.decode(Cursor.encode(position))).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"***", "_w"})
  void whatWeDidNotGiveIsRefusedByName(String cursor) {
    assertThatThrownBy(() -> Cursor.decode(cursor))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.errors().getFirst().field()).isEqualTo("cursor"));
  }
}
