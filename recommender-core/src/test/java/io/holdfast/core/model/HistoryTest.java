package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.data.CriterionRatings;
import io.holdfast.core.data.IdMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final IdMap ITEMS = IdMap.of(List.of("x", "y", "z"));

  @Test
  void sortsByTimeAndPassesOverUnknownItems() {
    History.Builder builder = History.builder(ITEMS);
    assertThat(builder.add("z", 1, 30)).isTrue();
    assertThat(builder.add("nobody knows", 1, 20)).isFalse();
    assertThat(builder.add("y", 2, 10)).isTrue();
    assertThat(builder.add("x", 3, 10)).isTrue();
    History history = builder.build();
    assertThat(history.items()).containsExactly(1, 0, 2);
    assertThat(history.weight(0)).isEqualTo(2);
    assertThat(history.epochSecond(2)).isEqualTo(30);
  }

  @Test
  void holdsMoreThanItsFirstCapacity() {
    History.Builder builder = History.builder(ITEMS);
    for (int p = 0; p < 100; p++) {
      builder.add("y", p, 1000 - p);
    }
    History history = builder.build();
    assertThat(history.size()).isEqualTo(100);
    assertThat(history.weight(0)).isEqualTo(99);
    assertThat(history.distinctItems()).containsExactly(1);
  }

  @Test
  void knowsItsDistinctItems() {
    assertThat(History.ofItems(2, 0, 2, 1, 0).distinctItems()).containsExactly(0, 1, 2);
    assertThat(History.empty().distinctItems()).isEmpty();
  }

  @Test
  void refusesWhatIsNoHistory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.of(new int[] {1}, new float[0], new long[] {1}));
    assertThatIllegalArgumentException().isThrownBy(() -> History.ofItems(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.of(new int[] {1}, new float[] {Float.NaN}, new long[] {1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.of(new int[] {1, 2}, new float[] {1, 1}, new long[] {2, 1}));
    assertThatIllegalArgumentException().isThrownBy(() -> History.builder(ITEMS).add("x", -1, 0));
  }

  @Test
  void carriesTypesWhereTheyAreKnown() {
    History.Builder builder = History.builder(ITEMS);
    builder.add("z", 1, 30, "purchase");
    builder.add("y", 1, 10);
    History history = builder.build();
    assertThat(history.type(0)).isNull();
    assertThat(history.type(1)).isEqualTo("purchase");
    assertThat(History.ofItems(1).type(0)).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> History.of(new int[] {1}, new float[] {1}, new long[] {0}, new String[2]));
  }

  @Test
  void criteriaStayWithTheirInteraction() {
    History.Builder builder = History.builder(ITEMS);
    builder.add("z", 1, 30, "rating", Map.of("food", 4));
    builder.add("nobody knows", 1, 20, "rating", Map.of("food", 3));
    builder.add("y", 1, 10, "rating", Map.of("food", 2.5));
    History history = builder.build();
    assertThat(history.criteria().rating(0, 0)).isEqualTo(2.5f);
    assertThat(history.criteria().rating(1, 0)).isEqualTo(4f);
    assertThat(history.withCriteria(CriterionRatings.none()).criteria().names()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.ofItems(1).withCriteria(history.criteria()))
        .withMessageContaining("2 rows");
  }
}
