package io.holdfast.core.model.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void aHalfLifeRanksWhatIsPopularNow() throws ArtifactException {
    long day = 86_400;
    InteractionLog log =
        InteractionLog.builder()
            .add("a", "classic", 1, 0)
            .add("b", "classic", 1, 0)
            .add("c", "classic", 1, 7 * day)
            .add("a", "hit", 1, 14 * day)
            .add("a", "hit", 1, 21 * day)
            .add("b", "hit", 1, 14 * day)
            .build();
    PopularKind kind = new PopularKind();
    Parameters weekly = kind.parameters().parse(Map.of("half-life-days", "7"));
    RankingModel model = kind.train(log.toMatrix(), weekly, TrainingContext.withSeed(1));
    float[] scores = new float[2];
    model.score(History.empty(), scores);
    assertThat(scores).containsExactly(0.125f + 0.125f + 0.25f, 1 + 0.5f);
    assertThat(model.userCounts()).containsExactly(3, 2);
    assertThat(model.parameters()).isEqualTo(weekly);
    RankingModel restored = kind.restore(model.contents(), weekly, LinearAlgebraProvider.get());
    float[] after = new float[2];
    restored.score(History.empty(), after);
    assertThat(after).isEqualTo(scores);
    assertThat(PopularModel.of(model).recommend(History.empty(), 1, ItemFilter.all()).item(0))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "10, 3", "1000, 1", "1001, 1", "2500, 1", "10, 300", "5000, 7", "0, 1"})
  void findsWhatAFullSortFinds(int k, int divisor) {
    SplittableRandom random = new SplittableRandom(k);
    int[] counts = random.ints(3000, 0, 40).toArray();
    IdMap ids = IdMap.of(IntStream.range(0, 3000).mapToObj(Integer::toString).toList());
    ItemFilter filter = item -> item % divisor == 0;
    int[] best =
        IntStream.range(0, 3000)
            .filter(filter::allowed)
            .boxed()
            .sorted(Comparator.comparingInt(item -> -counts[item]))
            .limit(k)
            .mapToInt(item -> item)
            .toArray();
    TopK top = new PopularModel(ids, counts).recommend(History.empty(), k, filter);
    assertThat(top.items()).containsExactly(best);
    for (int rank = 0; rank < best.length; rank++) {
      assertThat(top.score(rank)).isEqualTo(counts[best[rank]]);
    }
  }

  @Test
  void refusesCountsThatAreNone() {
    IdMap items = IdMap.of(List.of("x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PopularModel(items, new int[] {1, 2}));
    assertThatIllegalArgumentException().isThrownBy(() -> new PopularModel(items, new int[] {-1}));
  }
}
