package io.holdfast.core.model.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NeighbourListsTest {

  private static final int ITEMS = 500;

  @Test
  void keepsTheHeaviestOfEveryRow() {
    int[] costs = new int[ITEMS + 1];
    Arrays.setAll(costs, i -> i);
    NeighbourLists lists =
        NeighbourLists.compute(
            costs,
            3,
            (item, sums) -> {
              for (int other = 0; other < ITEMS; other++) {
                sums.add(other, (other * 7 + item) % ITEMS);
                sums.add(other, -1);
              }
            },
            TrainingContext.withSeed(1).withThreads(3));
    assertThat(lists.size()).isEqualTo(ITEMS);
    for (int item = 0; item < ITEMS; item++) {
      TopK row = lists.of(item);
      assertThat(row.scores()).containsExactly(ITEMS - 2, ITEMS - 3, ITEMS - 4);
      for (int rank = 0; rank < 3; rank++) {
        assertThat((row.item(rank) * 7 + item) % ITEMS).isEqualTo(ITEMS - 1 - rank);
      }
    }
  }

  @Test
  void keepsNoWeightThatIsNotAboveZero() {
    NeighbourLists lists =
        NeighbourLists.compute(
            new int[] {0, 1, 2, 3},
            10,
            (item, sums) -> {
              sums.add(0, 0);
              sums.add(1, -3);
              sums.add(2, 0.5);
            },
            TrainingContext.withSeed(1));
    assertThat(lists.of(1)).isEqualTo(new TopK(new int[] {2}, new float[] {0.5f}));
  }

  @Test
  void refusesArraysThatAreNotThisLayout() {
    float[] one = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighbourLists(new int[] {0, 2}, new int[] {0}, one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighbourLists(new int[] {0, 2, 1}, new int[] {0}, one))
        .withMessageContaining("decrease");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighbourLists(new int[] {0, 1}, new int[] {7}, one))
        .withMessageContaining("7");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NeighbourLists(new int[] {0, 1}, new int[] {0}, new float[] {Float.NaN}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighbourLists(new int[] {0, 1}, new int[] {0}, new float[2]));
  }
}
