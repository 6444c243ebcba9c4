package io.holdfast.core.model.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.model.History;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryWeightsTest {

  @Test
  void decayWithEachStepBack() {
    assertThat(weights(new HistoryWeights(10, 0.5, 0), History.ofItems(4, 2, 9)))
        .containsExactly(Map.entry(9, 1f), Map.entry(2, 0.5f), Map.entry(4, 0.25f));
  }

  @Test
  void repeatedItemsStandWhereTheyStoodLast() {
    assertThat(weights(new HistoryWeights(10, 0.5, 0), History.ofItems(4, 2, 4, 9, 9)))
        .containsExactly(Map.entry(9, 1f), Map.entry(4, 0.5f), Map.entry(2, 0.25f));
  }

  @Test
  void onlyTheLastCount() {
    assertThat(weights(new HistoryWeights(2, 1, 0), History.ofItems(4, 2, 9)))
        .containsExactly(Map.entry(9, 1f), Map.entry(2, 1f));
    assertThat(weights(new HistoryWeights(2, 1, 0), History.empty())).isEmpty();
  }

  @Test
  void halveWithTheHalfLife() {
    History history =
        History.of(new int[] {1, 2, 3}, new float[] {1, 1, 1}, new long[] {0, 50, 100});
    assertThat(weights(new HistoryWeights(9, 1, 50), history))
        .containsExactly(Map.entry(3, 1f), Map.entry(2, 0.5f), Map.entry(1, 0.25f));
  }

  @Test
  void refusesWhatIsNoWeight() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HistoryWeights(0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new HistoryWeights(1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new HistoryWeights(1, 1.1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new HistoryWeights(1, 1, Double.NaN));
  }

  private static Map<Integer, Float> weights(HistoryWeights weights, History history) {
    Map<Integer, Float> visited = new LinkedHashMap<>();
    weights.visit(history, visited::put);
    return visited;
  }
}
