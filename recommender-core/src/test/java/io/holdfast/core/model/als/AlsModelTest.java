package io.holdfast.core.model.als;

import static io.holdfast.core.model.als.AlsData.ALS;
import static io.holdfast.core.model.als.AlsData.ITEMS;
import static io.holdfast.core.model.als.AlsData.MATRIX;
import static io.holdfast.core.model.als.AlsData.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlsModelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ials; java; ; 0",
        "ials; openblas; ; 0",
        "ials; openblas; purchase:3,play:0; 20",
        "hkv; java; ; 0",
        "hkv; openblas; ; 0",
        "hkv; openblas; purchase:3,play:0; 20"
      })
  void foldInIsTheHalfStepOfTraining(
      String weighting, String provider, String typeWeights, double halfLife) {
    Parameters parameters =
        AlsData.parameters(
            Map.of(
                "factors",
                24,
                "solver",
                "cholesky",
                "relaxation",
                1,
                "weighting",
                weighting,
                "regularization",
                weighting.equals("hkv") ? 1 : 0.005,
                "confidence",
                2,
                "half-life-days",
                halfLife,
                "type-weights",
                typeWeights == null ? "" : typeWeights));
    TrainingContext context =
        TrainingContext.withSeed(3).withLinearAlgebra(LinearAlgebraProvider.named(provider));
    try (AlsTraining training = AlsTraining.of(MATRIX, parameters, context)) {
      for (int epoch = 0; epoch < 5; epoch++) {
        training.solveUsers();
        training.solveItems();
      }
      training.solveUsers();
      AlsModel model =
          new AlsModel(
              MATRIX.items(),
              training.itemFactors(),
              MATRIX.usersPerItem(),
              parameters,
              MATRIX.latestEpochSecond(),
              context.linearAlgebra());
      for (int user = 0; user < USERS; user++) {
        float[] folded = model.foldIn(AlsData.historyOf(user));
        for (int f = 0; f < folded.length; f++) {
          assertThat(folded[f])
              .as("user %d, factor %d", user, f)
              .isCloseTo(training.userFactors()[user * 24 + f], within(1e-5f));
        }
      }
    }
  }

  @Test
  void cannotRankWithoutAKnownItem() {
    AlsModel model = trained(Map.of());
    int untrained = ITEMS - 1;
    assertThat(model.userCounts()[untrained]).isZero();
    for (History history : new History[] {History.empty(), History.ofItems(untrained)}) {
      assertThat(model.canRank(history)).isFalse();
      assertThat(model.recommend(history, 5, ItemFilter.all()).size()).isZero();
      float[] scores = new float[ITEMS];
      model.score(history, scores);
      assertThat(scores).containsOnly(0f);
    }
    // An item that nobody had in training changes nothing.
    assertThat(model.foldIn(History.ofItems(1, 3, untrained)))
        .isEqualTo(model.foldIn(History.ofItems(1, 3)));
  }

  @Test
  void whatWeighsNothingIsNoHistory() {
    AlsModel model = trained(Map.of("type-weights", "play:0"));
    History played = typed("play");
    assertThat(model.canRank(played)).isFalse();
    assertThat(model.recommend(played, 5, ItemFilter.all()).size()).isZero();
    assertThat(model.canRank(typed("click"))).isTrue();
    // A type that training did not know weighs 1, as an interaction without a type does.
    assertThat(model.foldIn(typed("share"))).isEqualTo(model.foldIn(typed(null)));
  }

  @Test
  void laterInteractionsMakeTrainingDataOlder() {
    AlsModel model = trained(Map.of("half-life-days", 10));
    long latest = MATRIX.latestEpochSecond();
    int[] items = {1, 4};
    float[] weights = {1, 1};
    float[] even = model.foldIn(History.of(items, weights, new long[] {latest, latest}));
    float[] later =
        model.foldIn(History.of(items, weights, new long[] {latest, latest + 1_000_000_000}));
    float[] aloneAtLast = model.foldIn(History.of(new int[] {4}, new float[] {1}, new long[1]));
    assertThat(later).isNotEqualTo(even);
    assertThat(aloneAtLast).isNotEqualTo(later);
  }

  @Test
  void theWeightOfUnobservedCellsFollowsTheDensityUnlessGiven() {
    double density = MATRIX.entries() / ((double) MATRIX.rows() * MATRIX.columns());
    assertThat(trained(Map.of()).parameters().real("unobserved-weight"))
        .isEqualTo(Math.min(1, 18 * density), within(1e-12))
        .isBetween(1e-3, 1.0);
    assertThat(trained(Map.of("unobserved-weight", 0.25)).parameters().real("unobserved-weight"))
        .isEqualTo(0.25);
  }

  @Test
  void survivesItsArtifact() throws Exception {
    AlsModel model = trained(Map.of("half-life-days", 10, "type-weights", "purchase:3"));
    float[] foldedIn = model.foldIn(AlsData.historyOf(3));
    AlsModel restored =
        (AlsModel) ALS.restore(model.contents(), model.parameters(), LinearAlgebraProvider.get());
    assertThat(restored.foldIn(AlsData.historyOf(3, restored.items())))
        .containsExactly(foldedIn, within(1e-6f));
  }

  /**
   * The covariance of draws against σ² hᵢᵀ A⁻¹ hⱼ with the matrix A of the normal equations, from
   * the paper and inverted densely.
   */
  @ParameterizedTest
  @CsvSource({"ials", "hkv"})
  void deviationsHaveThePosteriorsCovariance(String weighting) {
    AlsModel model = trained(Map.of("factors", 6, "weighting", weighting));
    int user = 7;
    int[] items = {1, 3, 50};
    float[] h = new float[ITEMS * 6];
    for (int item = 0; item < ITEMS; item++) {
      model.itemVector(item, h, item * model.vectorDimensions());
    }
    double[][] covariance =
        AlsData.reference(model.parameters()).posteriorCovariance(user, h, 6, items);
    double noise = 0.7;
    int draws = 20_000;
    float[] deviations =
        model.deviations(AlsData.historyOf(user), items, noise, draws, new Random(1));
    for (int i = 0; i < items.length; i++) {
      for (int j = 0; j < items.length; j++) {
        double sum = 0;
        for (int draw = 0; draw < draws; draw++) {
          sum += (double) deviations[draw * 3 + i] * deviations[draw * 3 + j];
        }
        double scale = noise * noise * Math.sqrt(covariance[i][i] * covariance[j][j]);
        assertThat(sum / draws)
            .isCloseTo(
                noise * noise * covariance[i][j], within(4 * scale * Math.sqrt(2.0 / draws)));
      }
    }
  }

  @Test
  void withoutAHistoryThereIsNoDeviation() {
    assertThat(trained(Map.of()).deviations(History.empty(), new int[] {1, 2}, 1, 3, new Random(1)))
        .hasSize(6)
        .containsOnly(0f);
  }

  private static AlsModel trained(Map<String, ?> given) {
    Map<String, Object> small = new HashMap<>(Map.of("factors", 16, "epochs", 3));
    small.putAll(given);
    return (AlsModel) ALS.train(MATRIX, ALS.parameters().parse(small), TrainingContext.withSeed(1));
  }

  private static History typed(String type) {
    return History.of(
        new int[] {1, 4}, new float[] {1, 1}, new long[] {0, 1}, new String[] {type, type});
  }
}
