package io.holdfast.core.model.ease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.ReferenceData;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EaseTest {

  private static final ModelKind EASE = ModelKinds.named("ease");

  @Test
  void scoresAreThoseOfTheRegressions() {
    float[] scores =
        ReferenceData.scores(
            "ease", Map.of("regularization", 3, "decay", 1), History.ofItems(3, 9, 4));
    assertThat(scores)
        .containsExactly(
            new float[] {
              0.6091726f,
              0.7371282f,
              -0.0625632f,
              0.1667969f,
              0.04609615f,
              0.1450693f,
              0.5709418f,
              0.1841575f,
              -0.2890614f,
              0.3042266f,
              0.01300768f,
              0.2845106f
            },
            within(5e-6f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "openblas"})
  void bothWaysToTheInverseAgree(String provider) {
    SplittableRandom random = new SplittableRandom(4);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 240; user++) {
      for (int n = 0; n < 12; n++) {
        int item = (int) (250 * Math.pow(random.nextDouble(), 2));
        builder.add("u" + user, "i" + item, 1, n);
      }
    }
    builder.addItem("nobody's");
    InteractionMatrix data = builder.build().toMatrix();
    TrainingContext context =
        TrainingContext.withSeed(1)
            .withThreads(3)
            .withLinearAlgebra(LinearAlgebraProvider.named(provider));
    float[] byUsers = EaseTraining.weights(data, 5, true, context);
    float[] byItems = EaseTraining.weights(data, 5, false, context);
    double largest = 0;
    for (int w = 0; w < byItems.length; w++) {
      largest = Math.max(largest, Math.abs(byItems[w]));
      assertThat(byUsers[w]).isCloseTo(byItems[w], within(2e-5f));
    }
    assertThat(largest).isGreaterThan(0.1);
    for (int i = 0; i < data.columns(); i++) {
      assertThat(byItems[i * data.columns() + i]).isZero();
    }
  }

  @Test
  void recentItemsCountMoreUnlessToldOtherwise() {
    float[] plain = ReferenceData.scores("ease", Map.of("decay", 1), History.ofItems(3, 9, 4));
    float[] shuffled = ReferenceData.scores("ease", Map.of("decay", 1), History.ofItems(9, 4, 3));
    assertThat(plain).containsExactly(shuffled, within(1e-6f));
    float[] three = ReferenceData.scores("ease", Map.of("decay", 0.5), History.ofItems(9, 3));
    float[] nine = ReferenceData.scores("ease", Map.of("decay", 0.5), History.ofItems(3, 9));
    assertThat(three).isNotEqualTo(nine);
  }

  @Test
  void ranksNothingForItemsThatNobodyHad() {
    InteractionLog log =
        InteractionLog.builder()
            .add("a", "x", 1, 1)
            .add("a", "y", 1, 2)
            .addItem("nobody's")
            .build();
    RankingModel model =
        EASE.train(log.toMatrix(), EASE.parameters().defaults(), TrainingContext.withSeed(1));
    History nobodys = History.ofItems(2);
    assertThat(model.canRank(nobodys)).isFalse();
    assertThat(model.recommend(nobodys, 2, ItemFilter.all()).size()).isZero();
    float[] scores = {1, 2, 3};
    model.score(nobodys, scores);
    assertThat(scores).containsOnly(0f);
  }

  @Test
  void refusesCataloguesThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenseMemory.requireRoomFor(50_000, 0, Long.MAX_VALUE))
        .withMessageContainingAll("50,000", "46,340", "item-knn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenseMemory.requireRoomFor(20_000, 0, 1L << 30))
        .withMessageContainingAll("20,000", "1,024 MiB", "-Xmx");
    assertThatCode(() -> DenseMemory.requireRoomFor(10_000, 600, 1L << 30))
        .doesNotThrowAnyException();
    assertThat(DenseMemory.free()).isPositive();
  }
}
