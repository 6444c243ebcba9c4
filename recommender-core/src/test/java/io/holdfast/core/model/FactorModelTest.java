package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.retrieval.ItemFilter;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorModelTest {

  private static final int USERS = 60;
  private static final int ITEMS = 30;

  @ParameterizedTest
  @ValueSource(strings = {"als", "bpr"})
  void aSearchWithTheVectorIsARecommendation(String kindName) {
    ModelKind kind = ModelKinds.named(kindName);
    FactorModel model =
        (FactorModel)
            kind.train(
                log().toMatrix(),
                kind.parameters().parse(Map.of("factors", "4", "epochs", "2")),
                TrainingContext.withSeed(1).withThreads(1));
    History history = History.ofItems(3, 5, 7);
    ItemFilter unseen = ItemFilter.excluding(3, 5, 7);
    assertThat(model.retrieval().search(model.vector(history), 10, unseen))
        .isEqualTo(model.recommend(history, 10, unseen));
  }

  @ParameterizedTest
  @ValueSource(strings = {"als", "bpr"})
  void theVectorOfNothingIsZeroButForABias(String kindName) {
    ModelKind kind = ModelKinds.named(kindName);
    FactorModel model =
        (FactorModel)
            kind.train(
                log().toMatrix(),
                kind.parameters().parse(Map.of("factors", "4", "epochs", "1")),
                TrainingContext.withSeed(1).withThreads(1));
    float[] vector = model.vector(History.empty());
    for (int f = 0; f < 4; f++) {
      assertThat(vector[f]).isZero();
    }
  }

  private static InteractionLog log() {
    SplittableRandom random = new SplittableRandom(1);
    InteractionLog.Builder log = InteractionLog.builder();
    for (int user = 0; user < USERS; user++) {
      for (int k = 0; k < 8; k++) {
        log.add("u" + user, "i" + random.nextInt(ITEMS), 1f, k);
      }
    }
    return log.build();
  }
}
