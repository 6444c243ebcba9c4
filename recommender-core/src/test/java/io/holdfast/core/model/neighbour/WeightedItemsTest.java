package io.holdfast.core.model.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.model.Explainer;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.Explanation.Contribution;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.ReferenceData;
import io.holdfast.core.model.TrainingContext;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedItemsTest {

  private static final int[] HISTORY = {3, 9, 4};

  /** Where items do not weigh by their place, a term is what the score loses without its item. */
  @ParameterizedTest
  @ValueSource(strings = {"ease", "item-knn", "markov"})
  void aTermIsWhatTheScoreLosesWithoutItsItem(String name) {
    Explainer model = trained(name, Map.of("decay", 1, "last", 10));
    float[] scores = scores(model, HISTORY);
    int[] all = IntStream.range(0, scores.length).toArray();
    for (int left : HISTORY) {
      float[] without =
          scores(model, Arrays.stream(HISTORY).filter(item -> item != left).toArray());
      for (int target : all) {
        Explanation explanation =
            model.explain(History.ofItems(HISTORY), new int[] {target}, 3).getFirst();
        double term =
            explanation.contributions().stream()
                .filter(part -> part.item() == left)
                .mapToDouble(Contribution::value)
                .sum();
        assertThat(term).isCloseTo(scores[target] - without[target], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"item-knn", "markov"})
  void thePriorIsTheBaseline(String name) {
    Explainer model = trained(name, Map.of("popularity", 0.5));
    int[] counts = model.userCounts();
    int most = Arrays.stream(counts).max().orElseThrow();
    assertThat(model.explain(History.ofItems(3), new int[] {5}, 0).getFirst().baseline())
        .isEqualTo(0.5 * counts[5] / most, within(1e-6));
    assertThat(model.explain(History.empty(), new int[] {5}, 0).getFirst().baseline()).isZero();
  }

  private static float[] scores(Explainer model, int... items) {
    float[] scores = new float[model.items().size()];
    model.score(History.ofItems(items), scores);
    return scores;
  }

  private static Explainer trained(String name, Map<String, ?> given) {
    ModelKind kind = ModelKinds.named(name);
    return (Explainer)
        kind.train(
            ReferenceData.log().toMatrix(),
            kind.parameters().parse(given),
            TrainingContext.withSeed(1));
  }
}
