package io.holdfast.core.model.itemknn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.ReferenceData;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.neighbour.NeighbourModel;
import io.holdfast.core.retrieval.ItemFilter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemKnnTest {

  private static final ModelKind ITEM_KNN = ModelKinds.named("item-knn");
  private static final History HISTORY = History.ofItems(3, 9, 4);
  private static final long DAY = 86_400;

  @Test
  void cosineIsThatOfTheFormula() {
    assertScores(
        Map.of(
            "weighting", "cosine", "shrinkage", 2, "asymmetry", 0.3, "decay", 0.6, "popularity", 0),
        0.8740591f,
        0.8403085f,
        0.1460275f,
        0.5893372f,
        0.2343524f,
        0.2285901f,
        0.9190605f,
        0.325305f,
        0.1500282f,
        0.3935414f,
        0.5591451f,
        0.3145207f);
  }

  @Test
  void tfIdfIsThatOfTheFormula() {
    assertScores(
        Map.of(
            "weighting", "tf-idf", "shrinkage", 0, "asymmetry", 0.5, "decay", 1, "popularity", 0),
        1.099603f,
        1.589269f,
        0.2840818f,
        0.6445002f,
        0.3260593f,
        0.5674576f,
        1.257787f,
        0.707691f,
        0.3061997f,
        0.5807126f,
        0.9176413f,
        0.8126637f);
  }

  @Test
  void bm25IsThatOfTheFormula() {
    assertScores(
        Map.of("weighting", "bm25", "bm25-k1", 1.5, "bm25-b", 0.7, "decay", 1, "popularity", 0),
        10.44278f,
        9.782818f,
        1.567353f,
        4.001879f,
        2.535356f,
        2.017682f,
        9.150126f,
        1.982395f,
        2.161432f,
        3.407496f,
        5.976722f,
        4.088945f);
  }

  @Test
  void valuesCountOnlyIfAskedTo() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 4; user++) {
      builder.add("u" + user, "seed", 1, 1).add("u" + user, "loved", 5, 2);
      builder.add("u" + user, "endured", 1, 3).add("v" + user, "endured", 5, 1);
      builder.add("v" + user, "loved", 1, 1);
    }
    Map<String, Object> using =
        Map.of("weighting", "cosine", "shrinkage", 0, "asymmetry", 0.5, "values", "use");
    Map<String, Object> cosine = Map.of("weighting", "cosine", "shrinkage", 0, "asymmetry", 0.5);
    NeighbourModel ignoring = train(builder.build(), cosine);
    assertThat(ignoring.neighbours().of(0).scores()).containsExactly(0.70710677f, 0.70710677f);
    assertThat(train(builder.build(), using).neighbours().of(0).items()).containsExactly(1, 2);
    assertThat(train(builder.build(), using).neighbours().of(0).scores())
        .containsExactly(new float[] {0.9805807f, 0.1961161f}, within(1e-6f));
  }

  @Test
  void aHalfLifeMakesOldItemsFade() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 6; user++) {
      builder.add("a" + user, "old", 1, 1).add("a" + user, "of old", 1, 2);
      builder.add("b" + user, "new", 1, 1).add("b" + user, "of new", 1, 2);
    }
    builder.add("c", "old", 1, 1).add("c", "of old", 1, 2);
    RankingModel model =
        train(builder.build(), Map.of("half-life-days", 7, "decay", 1, "shrinkage", 0));
    History history = History.of(new int[] {0, 2}, new float[] {1, 1}, new long[] {0, 14 * DAY});
    float[] scores = new float[4];
    model.score(history, scores);
    assertThat(model.items().id(model.recommend(history, 1, ItemFilter.only(1, 3)).item(0)))
        .isEqualTo("of new");
    assertThat(scores[1] / scores[3]).isCloseTo(0.25f, within(0.01f));
  }

  @Test
  void keepsNoMoreNeighboursThanAsked() {
    NeighbourModel model = train(ReferenceData.log(), Map.of("neighbours", 2));
    for (int item = 0; item < model.items().size(); item++) {
      assertThat(model.neighbours().count(item)).isLessThanOrEqualTo(2);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ITEM_KNN.parameters().parse(Map.of("weighting", "jaccard")))
        .withMessageContaining("cosine, tf-idf, bm25");
  }

  private static void assertScores(Map<String, ?> parameters, float... expected) {
    assertThat(ReferenceData.scores("item-knn", parameters, HISTORY))
        .containsExactly(expected, within(2e-5f));
  }

  private static NeighbourModel train(InteractionLog log, Map<String, ?> parameters) {
    return (NeighbourModel)
        ITEM_KNN.train(
            log.toMatrix(), ITEM_KNN.parameters().parse(parameters), TrainingContext.withSeed(1));
  }
}
