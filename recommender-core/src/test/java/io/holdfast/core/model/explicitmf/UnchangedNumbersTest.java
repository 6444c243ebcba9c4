package io.holdfast.core.model.explicitmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.data.DuplicateRule;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.RatingPredictions;
import io.holdfast.core.model.TrainingContext;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Without criteria, predictions are those of the model before there were any, to the last bit. The
 * values were printed by the code of revision 7e5ab22, on the plain Java kernels.
 */
class UnchangedNumbersTest {

  private static final ExplicitMfKind KIND =
      (ExplicitMfKind) ModelKinds.named(ExplicitMfModel.KIND);
  private static final History HISTORY =
      History.of(new int[] {3, 7, 11}, new float[] {1, 4, 5}, new long[] {1, 2, 3});

  @Test
  void ofTheSamples() {
    Map<String, ?> few = Map.of("factors", 3, "samples", 4, "burn-in", 5);
    RatingModel model = train(few);
    RatingPredictions predictions = model.predict(HISTORY, new int[] {0, 9});
    float[] scores = new float[model.items().size()];
    model.score(HISTORY, scores);
    assertThat(predictions.means()).containsExactly(2.5991f, 3.4121306f);
    assertThat(predictions.deviations()).containsExactly(1.4039505f, 1.4513718f);
    assertThat(scores[4]).isEqualTo(2.7558887f);
  }

  @Test
  void ofTheEstimate() {
    RatingModel model = train(Map.of("solver", "als", "factors", 3, "epochs", 4));
    float[] means = model.predict(HISTORY, new int[] {0, 9}).means();
    assertThat(means).containsExactly(2.8413742f, 3.428397f);
  }

  private static RatingModel train(Map<String, ?> parameters) {
    SplittableRandom random = new SplittableRandom(8);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int n = 0; n < 900; n++) {
      builder.add("u" + random.nextInt(40), "i" + random.nextInt(30), 1 + random.nextInt(5), n);
    }
    return KIND.train(
        builder.build().toMatrix(DuplicateRule.LATEST),
        KIND.parameters().parse(parameters),
        TrainingContext.withSeed(1).withLinearAlgebra(LinearAlgebraProvider.named("java")));
  }
}
