package io.holdfast.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionLogTest {

  @Test
  void keepsFileOrderBeyondItsFirstCapacity() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int r = 0; r < 5_000; r++) {
      builder.add("u" + r % 7, "i" + r % 11, r, -r);
    }
    InteractionLog log = builder.build();
    assertThat(log.size()).isEqualTo(5_000);
    for (int r = 0; r < log.size(); r++) {
      assertThat(log.users().id(log.user(r))).isEqualTo("u" + r % 7);
      assertThat(log.items().id(log.item(r))).isEqualTo("i" + r % 11);
      assertThat(log.value(r)).isEqualTo(r);
      assertThat(log.epochSecond(r)).isEqualTo(-r);
    }
  }

  @Test
  void aSubsetSharesTheIdMaps() {
    InteractionLog log =
        InteractionLog.builder()
            .add("a", "x", 1, 10)
            .add("b", "y", 2, 20)
            .add("a", "z", 3, 30)
            .build();
    InteractionLog subset = log.where(row -> row != 1);
    assertThat(subset.size()).isEqualTo(2);
    assertThat(subset.items()).isSameAs(log.items());
    assertThat(subset.item(1)).isEqualTo(log.item(2));
    assertThat(subset.value(1)).isEqualTo(3);
    assertThat(subset.epochSecond(1)).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -1f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesValuesThatAreNone(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteractionLog.builder().add("user-7", "item-9", value, 0))
        .withMessageContainingAll("user-7", "item-9", Float.toString(value));
  }

  @Test
  void ordersAUsersRowsByTimeAndEqualTimesByFile() {
    InteractionLog log =
        InteractionLog.builder()
            .add("a", "late", 1, 9)
            .add("b", "other", 1, 0)
            .add("a", "first of equals", 1, 5)
            .add("a", "second of equals", 1, 5)
            .add("a", "early", 1, 1)
            .build();
    UserSequences sequences = log.byUser();
    assertThat(sequences.users()).isEqualTo(2);
    assertThat(sequences.length(0)).isEqualTo(4);
    int[] rows = new int[4];
    Arrays.setAll(rows, position -> sequences.row(0, position));
    assertThat(rows).containsExactly(4, 2, 3, 0);
  }

  @Test
  void carriesTypesOnceOneIsGiven() {
    InteractionLog.Builder builder = InteractionLog.builder().add("u", "a", 1, 0);
    assertThat(builder.build().hasTypes()).isFalse();
    assertThat(builder.build().type(0)).isNull();
    InteractionLog log =
        builder
            .add("u", "b", 1, 1, "purchase")
            .add("u", "c", 1, 2)
            .add("u", "d", 1, 3, "click")
            .build();
    assertThat(log.hasTypes()).isTrue();
    assertThat(new String[] {log.type(0), log.type(1), log.type(2), log.type(3)})
        .containsExactly(null, "purchase", null, "click");
    InteractionLog some = log.where(row -> row % 2 == 1);
    assertThat(new String[] {some.type(0), some.type(1)}).containsExactly("purchase", "click");
  }

  @Test
  void refusesMoreTypesThanItCanTell() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int type = 0; type < 127; type++) {
      builder.add("u", "i", 1, 0, "type-" + type);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("u", "i", 1, 0, "one-more"))
        .withMessageContaining("one-more");
  }

  @Test
  void shufflesRowsAndSoTheOrderOfEqualTimes() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int n = 0; n < 60; n++) {
      builder.add("u", "i" + n, n, n / 30);
    }
    InteractionLog log = builder.build();
    InteractionLog shuffled = log.shuffled(1);
    assertThat(sequence(shuffled)).isNotEqualTo(sequence(log));
    assertThat(sequence(shuffled).subList(0, 30))
        .containsExactlyInAnyOrderElementsOf(sequence(log).subList(0, 30));
    assertThat(sequence(log.shuffled(1))).isEqualTo(sequence(shuffled));
    assertThat(sequence(log.shuffled(2))).isNotEqualTo(sequence(shuffled));
    for (int row = 0; row < log.size(); row++) {
      assertThat(shuffled.value(row)).isEqualTo(shuffled.item(row));
    }
    assertThat(shuffled.items()).isSameAs(log.items());
  }

  private static List<Integer> sequence(InteractionLog log) {
    UserSequences sequences = log.byUser();
    return IntStream.range(0, sequences.length(0))
        .map(position -> log.item(sequences.row(0, position)))
        .boxed()
        .toList();
  }

  @Test
  void carriesRatingsByCriterionAlong() {
    InteractionLog log =
        InteractionLog.builder()
            .add("u", "a", 3, 1)
            .add("u", "b", 4, 2, "rating", Map.of("service", 5, "food", 2))
            .add("v", "a", 5, 3, null, Map.of("food", 1.5))
            .build();
    int food = log.criteria().names().indexOf("food");
    int service = log.criteria().names().indexOf("service");
    assertThat(log.criteria().names()).containsExactlyInAnyOrder("food", "service");
    assertThat(log.criteria().rating(0, food)).isNaN();
    assertThat(log.criteria().rating(1, food)).isEqualTo(2f);
    assertThat(log.criteria().rating(1, service)).isEqualTo(5f);
    InteractionLog part = log.where(row -> log.item(row) == 0);
    assertThat(part.criteria().rating(0, food)).isNaN();
    assertThat(part.criteria().rating(1, food)).isEqualTo(1.5f);
    assertThat(part.criteria().rating(1, service)).isNaN();
    assertThat(part.criteria().rating(1, -1)).isNaN();
    InteractionMatrix matrix = log.toMatrix(DuplicateRule.LATEST);
    assertThat(matrix.criteria()).isEqualTo(log.criteria().names());
    assertThat(matrix.hasTypes()).isTrue();
    assertThat(
            matrix.merged(DuplicateRule.LATEST, (rows, row) -> rows.criteria().rating(row, food)))
        .containsExactly(Float.NaN, 2f, 1.5f);
  }

  @Test
  void withoutCriteriaThereIsNothingToCarry() {
    InteractionLog log =
        InteractionLog.builder().add("u", "a", 3, 1).add("u", "b", 3, 1, null, Map.of()).build();
    assertThat(log.criteria()).isSameAs(CriterionRatings.none());
    assertThat(log.toMatrix().criteria()).isEmpty();
  }

  @Test
  void refusesARatingByACriterionThatIsNoNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> InteractionLog.builder().add("u", "a", 3, 1, null, Map.of("food", Float.NaN)))
        .withMessage("criteria.food is a finite number, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteractionLog.builder().add("u", "a", 3, 1, null, Map.of("", 1)))
        .withMessageContaining("criteria");
  }
}
