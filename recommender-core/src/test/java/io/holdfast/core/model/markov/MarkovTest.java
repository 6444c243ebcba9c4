package io.holdfast.core.model.markov;

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
import io.holdfast.core.retrieval.ItemFilter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkovTest {

  private static final ModelKind MARKOV = ModelKinds.named("markov");

  @Test
  void scoresAreThoseOfTheFormula() {
    float[] scores =
        ReferenceData.scores(
            "markov",
            Map.of(
                "window", 3,
                "gap-decay", 0.7,
                "backward", 0.4,
                "source-exponent", 0.5,
                "popularity-exponent", 0.2,
                "last", 2,
                "decay", 0.6,
                "popularity", 0.05),
            History.ofItems(3, 9, 4));
    assertThat(scores)
        .containsExactly(
            new float[] {
              1.38338f,
              0.273835f,
              0.1430223f,
              0.4790467f,
              0.1613925f,
              0.1494598f,
              1.222449f,
              0.3392514f,
              0.2577556f,
              0.5225298f,
              0.6358858f,
              0.5494868f
            },
            within(2e-6f));
  }

  @Test
  void followsTheLatestItem() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 5; user++) {
      builder.add("u" + user, "tent", 1, 1).add("u" + user, "stove", 1, 2);
      builder.add("v" + user, "racket", 1, 1).add("v" + user, "ball", 1, 2);
    }
    InteractionLog log = builder.build();
    RankingModel model =
        MARKOV.train(log.toMatrix(), MARKOV.parameters().defaults(), TrainingContext.withSeed(1));
    int tent = log.items().indexOf("tent");
    int racket = log.items().indexOf("racket");
    assertThat(first(model, log, tent, racket)).isEqualTo("ball");
    assertThat(first(model, log, racket, tent)).isEqualTo("stove");
  }

  @Test
  void ranksNothingForThoseItKnowsNothingOf() {
    InteractionLog log =
        InteractionLog.builder()
            .add("a", "x", 1, 1)
            .add("a", "y", 1, 2)
            .add("b", "alone", 1, 1)
            .build();
    RankingModel model =
        MARKOV.train(log.toMatrix(), MARKOV.parameters().defaults(), TrainingContext.withSeed(1));
    History alone = History.ofItems(log.items().indexOf("alone"));
    assertThat(model.canRank(History.empty())).isFalse();
    assertThat(model.canRank(alone)).isFalse();
    assertThat(model.canRank(History.ofItems(0))).isTrue();
    assertThat(model.recommend(alone, 3, ItemFilter.all()).size()).isZero();
    float[] scores = {5, 6, 7};
    model.score(alone, scores);
    assertThat(scores).containsOnly(0f);
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MARKOV.parameters().parse(Map.of("window", "0")))
        .withMessageContaining("window");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MARKOV.parameters().parse(Map.of("decay", "1.5")))
        .withMessageContaining("decay");
  }

  private static String first(RankingModel model, InteractionLog log, int... history) {
    ItemFilter unseen = ItemFilter.excluding(history);
    return log.items().id(model.recommend(History.ofItems(history), 1, unseen).item(0));
  }
}
