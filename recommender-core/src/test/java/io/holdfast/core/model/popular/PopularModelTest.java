package io.holdfast.core.model.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PopularModelTest {

  @Test
  void countsPeopleAndNotInteractions() {
    InteractionLog log =
        InteractionLog.builder()
            .add("a", "fan favourite", 1, 1)
            .add("a", "fan favourite", 1, 2)
            .add("a", "fan favourite", 1, 3)
            .add("a", "liked by two", 1, 4)
            .add("b", "liked by two", 1, 5)
            .addItem("nobody's")
            .build();
    RankingModel model =
        ModelKinds.named("popular")
            .train(
                log.toMatrix(),
                ModelKinds.named("popular").parameters().parse(Map.of()),
                TrainingContext.withSeed(1));
    assertThat(model.userCounts()).containsExactly(1, 2, 0);
    assertThat(model.recommend(History.empty(), 3, ItemFilter.all()).items())
        .containsExactly(1, 0, 2);
  }

  @Test
  void refusesCountsThatAreNone() {
    IdMap items = IdMap.of(List.of("x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PopularModel(items, new int[] {1, 2}));
    assertThatIllegalArgumentException().isThrownBy(() -> new PopularModel(items, new int[] {-1}));
  }
}
