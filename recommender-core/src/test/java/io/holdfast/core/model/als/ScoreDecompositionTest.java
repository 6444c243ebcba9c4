package io.holdfast.core.model.als;

import static io.holdfast.core.model.als.AlsData.ALS;
import static io.holdfast.core.model.als.AlsData.ITEMS;
import static io.holdfast.core.model.als.AlsData.MATRIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.Explanation.Contribution;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.TrainingContext;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreDecompositionTest {

  private static final int DIMENSIONS = 16;

  /**
   * Each contribution beside h_j·A⁻¹(aᵢ + base)hᵢ, which {@link DenseReference} solves in float64
   * from the interactions.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ials; ; 0",
        "ials; purchase:3,play:0; 20",
        "hkv; ; 0",
        "hkv; purchase:3,play:0; 20"
      })
  void contributionsAreThoseOfTheNormalEquations(
      String weighting, String typeWeights, double halfLife) throws Exception {
    Parameters parameters =
        AlsData.parameters(
            Map.of(
                "factors",
                DIMENSIONS,
                "epochs",
                4,
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
    AlsModel model = (AlsModel) ALS.train(MATRIX, parameters, TrainingContext.withSeed(3));
    float[] factors = model.contents().floats(AlsModel.ITEM_FACTORS, 2).values();
    DenseReference reference = AlsData.reference(model.parameters());
    int[] all = IntStream.range(0, ITEMS).toArray();
    for (int user : new int[] {0, 7, 40, 123, 299}) {
      List<Explanation> explanations = model.explain(AlsData.historyOf(user), all, ITEMS);
      float[] scores = new float[ITEMS];
      model.score(AlsData.historyOf(user), scores);
      for (int target : all) {
        Explanation explanation = explanations.get(target);
        assertThat(explanation.score()).isCloseTo(scores[target], within(1e-5));
        for (Contribution part : explanation.contributions()) {
          double[] fitted =
              reference.fitted(user, factors, DIMENSIONS, item -> item == part.item());
          double expected = 0;
          for (int f = 0; f < DIMENSIONS; f++) {
            expected += fitted[f] * factors[target * DIMENSIONS + f];
          }
          assertThat(part.value())
              .as("what item %d gives item %d for user %d", part.item(), target, user)
              .isCloseTo(expected, within(1e-5));
        }
      }
    }
  }
}
