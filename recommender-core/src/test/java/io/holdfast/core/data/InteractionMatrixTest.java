package io.holdfast.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InteractionMatrixTest {

  private static final InteractionLog LOG =
      InteractionLog.builder()
          .add("a", "x", 1, 10)
          .add("a", "y", 2, 20)
          .add("b", "y", 3, 5)
          .add("a", "x", 4, 30)
          .add("a", "z", 5, 20)
          .addItem("never")
          .build();

  @Test
  void mergesRepeatsAtTheirLatestPlace() {
    InteractionMatrix matrix = LOG.toMatrix();
    assertThat(matrix.rows()).isEqualTo(2);
    assertThat(matrix.columns()).isEqualTo(4);
    assertThat(matrix.entries()).isEqualTo(4);
    assertThat(matrix.rowStarts()).containsExactly(0, 3, 4);
    // Row a in time order: y and z at 20 in file order, then x, whose latest time is 30.
    assertThat(matrix.itemArray()).containsExactly(1, 2, 0, 1);
    assertThat(times(matrix)).containsExactly(20, 20, 30, 5);
    assertThat(matrix.latestEpochSecond()).isEqualTo(30);
    assertThat(matrix.valueArray()).containsExactly(2, 5, 1 + 4, 3);
  }

  private static long[] times(InteractionMatrix matrix) {
    return IntStream.range(0, matrix.entries()).mapToLong(matrix::epochSecond).toArray();
  }

  @Test
  void spendsNothingOnValuesThatAreAllTheSame() {
    InteractionMatrix matrix =
        InteractionLog.builder()
            .add("a", "x", 2, 10)
            .add("a", "y", 2, 10)
            .add("b", "y", 2, 10)
            .build()
            .toMatrix();
    assertThat(matrix.hasOneValue()).isTrue();
    assertThat(matrix.value(2)).isEqualTo(2);
    assertThat(matrix.valueArray()).containsExactly(2, 2, 2);
    assertThat(matrix.byItem().values()).containsExactly(2, 2, 2);
    assertThat(LOG.toMatrix().hasOneValue()).isFalse();
  }

  @Test
  void takesBinaryRows() {
    InteractionMatrix matrix =
        InteractionMatrix.ofRows(
            IdMap.of(List.of("a", "b")),
            IdMap.of(List.of("x", "y")),
            new int[] {0, 2, 3},
            new int[] {1, 0, 1});
    assertThat(matrix.valueArray()).containsExactly(1, 1, 1);
    assertThat(times(matrix)).containsExactly(0, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                InteractionMatrix.ofRows(
                    matrix.users(), matrix.items(), new int[] {0, 2, 2}, new int[] {1, 1}))
        .withMessageContaining("twice");
  }

  @Test
  void keepsTheLatestValueIfAsked() {
    assertThat(LOG.toMatrix(DuplicateRule.LATEST).valueArray()).containsExactly(2, 5, 4, 3);
  }

  @Test
  void countsDistinctUsers() {
    assertThat(LOG.toMatrix().usersPerItem()).containsExactly(1, 2, 1, 0);
  }

  @Test
  void turnsIntoColumns() {
    InteractionMatrix.ItemColumns columns = LOG.toMatrix().byItem();
    assertThat(columns.starts()).containsExactly(0, 1, 3, 4, 4);
    assertThat(columns.users()).containsExactly(0, 0, 1, 0);
    assertThat(columns.values()).containsExactly(5, 2, 3, 5);
  }

  @Test
  void aUserWithoutEntriesHasAnEmptyRow() {
    InteractionMatrix matrix = LOG.where(row -> row == 2).toMatrix();
    assertThat(matrix.rowStarts()).containsExactly(0, 0, 1);
    assertThat(matrix.columns()).isEqualTo(4);
  }

  @Test
  void takesRowsAsTheyAre() {
    InteractionMatrix matrix = LOG.toMatrix();
    InteractionMatrix same =
        InteractionMatrix.ofRows(
            matrix.users(),
            matrix.items(),
            matrix.rowStarts(),
            matrix.itemArray(),
            matrix.valueArray(),
            times(matrix));
    assertThat(same.itemArray()).isSameAs(matrix.itemArray());
    assertThat(same.byItem()).usingRecursiveComparison().isEqualTo(matrix.byItem());
  }

  @Test
  void refusesRowsThatAreNone() {
    assertRefused(new int[] {0, 2}, new int[] {0, 1}, "offsets");
    assertRefused(new int[] {0, 2, 3}, new int[] {0, 1}, "offsets");
    assertRefused(new int[] {0, 3, 2}, new int[] {0, 1}, "decrease");
    assertRefused(new int[] {0, 2, 2}, new int[] {0, 0}, "item 0 of row 0");
    assertRefused(new int[] {0, 2, 2}, new int[] {0, 2}, "item 2 of row 0");
    assertRefused(new int[] {0, 1, 2}, new int[] {0, 1}, "value");
    assertRefused(new int[] {0, 2, 2}, new int[] {1, 0}, "value");
  }

  private static void assertRefused(int[] rowStart, int[] item, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                InteractionMatrix.ofRows(
                    IdMap.of(List.of("a", "b")),
                    IdMap.of(List.of("x", "y")),
                    rowStart,
                    item,
                    new float[] {1, Float.NaN},
                    new long[2]))
        .withMessageContaining(why);
  }

  @Test
  void refusesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOG.where(row -> false).toMatrix())
        .withMessageContaining("no interactions");
  }

  @Test
  void keepsTheGreatestValueIfAsked() {
    assertThat(LOG.toMatrix(DuplicateRule.GREATEST).valueArray()).containsExactly(2, 5, 4, 3);
  }

  @Test
  void mergesAnewByType() {
    InteractionMatrix matrix =
        InteractionLog.builder()
            .add("a", "x", 1, 30, "purchase")
            .add("a", "y", 2, 20)
            .add("a", "x", 4, 40, "click")
            .build()
            .toMatrix();
    assertThat(matrix.hasTypes()).isTrue();
    InteractionMatrix.RowValue worth =
        (log, row) -> "purchase".equals(log.type(row)) ? 10 * log.value(row) : log.value(row);
    assertThat(matrix.merged(DuplicateRule.SUM, worth)).containsExactly(2, 10 + 4);
    assertThat(matrix.merged(DuplicateRule.GREATEST, worth)).containsExactly(2, 10);
    assertThat(matrix.merged(DuplicateRule.LATEST, worth)).containsExactly(2, 4);
    assertThat(LOG.toMatrix().hasTypes()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> LOG.toMatrix().merged(DuplicateRule.SUM, worth));
  }
}
