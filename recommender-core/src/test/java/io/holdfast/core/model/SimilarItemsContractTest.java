package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.neighbour.NeighbourModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model must do that compares items. */
class SimilarItemsContractTest {

  private static final int ITEMS = Checkerboard.SIZE;

  static Stream<RankingModel> models() {
    return ModelKinds.names().stream()
        .map(ModelKinds::named)
        .map(SimilarItemsContractTest::train)
        .filter(SimilarItems.class::isInstance);
  }

  @Test
  void popularityComparesNothing() {
    assertThat(models().map(RankingModel::kind))
        .contains("als", "bpr", "ease", "explicit-mf", "item-knn", "markov")
        .doesNotContain("popular");
  }

  @ParameterizedTest
  @MethodSource("models")
  void itemsOfTheSameColourAreSimilar(RankingModel model) {
    if (model instanceof RatingModel) {
      return; // Ratings that are all the same tell nothing.
    }
    for (int item = 0; item < ITEMS; item++) {
      TopK similar = similar(model, item, 5, ItemFilter.all());
      assertThat(similar.size()).as("%s, item %d", model.kind(), item).isPositive();
      for (int other : similar.items()) {
        assertThat(other % 2).as("%s, item %d", model.kind(), item).isEqualTo(item % 2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theFilterIsAskedInsideAndTheItemItselfStaysAway(RankingModel model) {
    TopK all = similar(model, 4, ITEMS, ItemFilter.all());
    assertThat(all.items()).doesNotContain(4);
    ItemFilter some = item -> item % 3 != 0;
    int[] passing = Arrays.stream(all.items()).filter(some::allowed).toArray();
    assertThat(similar(model, 4, ITEMS, some).items()).isEqualTo(passing);
    assertThat(similar(model, 4, 2, some).items())
        .isEqualTo(Arrays.copyOf(passing, Math.min(2, passing.length)));
    for (int rank = 1; rank < all.size(); rank++) {
      assertThat(all.score(rank)).isLessThanOrEqualTo(all.score(rank - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void itemsThatNobodyHadAreLikeNone(RankingModel model) {
    InteractionLog.Builder log = InteractionLog.builder();
    log.addItem("unmet");
    for (int user = 0; user < 6; user++) {
      log.add("user-" + user, "a", 1 + user % 5, user);
      log.add("user-" + user, "b", 1 + user % 5, user + 1);
    }
    ModelKind kind = ModelKinds.named(model.kind());
    RankingModel small =
        kind.train(
            log.build().toMatrix(), kind.parameters().defaults(), TrainingContext.withSeed(1));
    int unmet = small.items().indexOf("unmet");
    assertThat(((SimilarItems) small).canCompare(unmet)).isFalse();
    assertThat(similar(small, unmet, 2, ItemFilter.all()).size()).isZero();
    assertThat(similar(small, small.items().indexOf("a"), 3, ItemFilter.all()).items())
        .doesNotContain(unmet);
  }

  @ParameterizedTest
  @MethodSource("models")
  void refusesItemsOfAnotherCatalogue(RankingModel model) {
    for (int item : new int[] {-1, ITEMS}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> similar(model, item, 1, ItemFilter.all()))
          .withMessageContaining("20");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> similar(model, 0, -1, ItemFilter.all()));
  }

  /** The factors as the artifact has them: bpr's last column is the bias. */
  @ParameterizedTest
  @CsvSource({"als, 0", "bpr, 1"})
  void modelsOfFactorsTellTheCosine(String kind, int biases) throws ArtifactException {
    RankingModel model = train(ModelKinds.named(kind));
    float[] factors = model.contents().floats("item_factors", 2).values();
    int width = factors.length / ITEMS;
    TopK similar = similar(model, 3, ITEMS, ItemFilter.all());
    assertThat(similar.size()).isEqualTo(ITEMS - 1);
    for (int rank = 0; rank < similar.size(); rank++) {
      double product = 0;
      double own = 0;
      double others = 0;
      for (int f = 0; f < width - biases; f++) {
        double a = factors[3 * width + f];
        double b = factors[similar.item(rank) * width + f];
        product += a * b;
        own += a * a;
        others += b * b;
      }
      assertThat((double) similar.score(rank))
          .isCloseTo(product / Math.sqrt(own * others), within(1e-6));
    }
  }

  @Test
  void modelsOfNeighboursTellTheirWeights() {
    NeighbourModel model = (NeighbourModel) train(ModelKinds.named("item-knn"));
    assertThat(similar(model, 3, ITEMS, ItemFilter.all())).isEqualTo(model.neighbours().of(3));
  }

  @Test
  void easeTellsTheWeightsAboveZeroOfTheItemsRow() throws ArtifactException {
    RankingModel model = train(ModelKinds.named("ease"));
    float[] weights = model.contents().floats("item_weights", 2).values();
    Map<Integer, Float> expected = new TreeMap<>();
    for (int other = 0; other < ITEMS; other++) {
      if (weights[3 * ITEMS + other] > 0) {
        expected.put(other, weights[3 * ITEMS + other]);
      }
    }
    TopK similar = similar(model, 3, ITEMS, ItemFilter.all());
    Map<Integer, Float> told = new TreeMap<>();
    for (int rank = 0; rank < similar.size(); rank++) {
      told.put(similar.item(rank), similar.score(rank));
    }
    assertThat(told).isEqualTo(expected);
  }

  private static TopK similar(RankingModel model, int item, int k, ItemFilter filter) {
    return ((SimilarItems) model).similar(item, k, filter);
  }

  private static RankingModel train(ModelKind kind) {
    return kind.train(
        Checkerboard.log().toMatrix(), kind.parameters().defaults(), TrainingContext.withSeed(1));
  }
}
