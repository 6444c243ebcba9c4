package io.holdfast.core.model.explicitmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.Explanation.Contribution;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingDecompositionTest {

  private static final InteractionLog LOG = CriteriaData.draw(120, 40, 12, 0.7, 11);
  private static final int[] ALL = IntStream.range(0, 40).toArray();
  private static final int RATINGS = 12;

  /**
   * A point estimate is linear in the ratings: a rating's contribution is what the prediction loses
   * when the rating is the one that was to be expected.
   */
  @Test
  void aContributionIsWhatTheRatingSaysBeyondTheExpectation() {
    ExplicitMfModel model = trained(Map.of("factors", 4, "solver", "als"));
    float[] ratings = ratings();
    float[] predicted = model.predict(history(ratings), ALL).means();
    List<Explanation> explanations = model.explain(history(ratings), ALL, RATINGS);
    for (int p = 0; p < RATINGS; p++) {
      float[] changed = ratings.clone();
      changed[p] = (float) explanations.get(LOG.item(p)).baseline();
      float[] without = model.predict(history(changed), ALL).means();
      for (int target : ALL) {
        assertThat(contribution(explanations.get(target), LOG.item(p)))
            .isCloseTo((double) predicted[target] - without[target], within(2e-5));
      }
    }
  }

  @Test
  void theBaselineIsThePredictionForAStranger() {
    ExplicitMfModel model = trained(Map.of("factors", 4, "samples", 10));
    float[] stranger = model.predict(History.empty(), ALL).means();
    List<Explanation> explanations = model.explain(history(ratings()), ALL, RATINGS);
    for (int target : ALL) {
      assertThat(explanations.get(target).baseline()).isCloseTo(stranger[target], within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"als, none", "gibbs, none", "gibbs, all"})
  void contributionsAddUpToThePrediction(String solver, String criteria) {
    ExplicitMfModel model =
        trained(
            Map.of(
                "factors", 4, "solver", solver, "criteria", criteria, "samples", 10, "epochs", 5));
    History history = history(ratings());
    float[] scores = new float[ALL.length];
    model.score(history, scores);
    List<Explanation> explanations = model.explain(history, ALL, 3);
    for (int target : ALL) {
      assertThat(explanations.get(target).kind()).isEqualTo(Explanation.Kind.RATING);
      assertThat(explanations.get(target).score()).isCloseTo(scores[target], within(1e-5));
    }
  }

  private static ExplicitMfModel trained(Map<String, ?> given) {
    RatingKind kind = (RatingKind) ModelKinds.named("explicit-mf");
    return (ExplicitMfModel)
        kind.train(LOG.toMatrix(), kind.parameters().parse(given), TrainingContext.withSeed(2));
  }

  /** The ratings of the first user, whose rows come first. */
  private static float[] ratings() {
    float[] ratings = new float[RATINGS];
    for (int p = 0; p < RATINGS; p++) {
      ratings[p] = LOG.value(p);
    }
    return ratings;
  }

  private static History history(float[] ratings) {
    History.Builder history = History.builder(LOG.items());
    for (int p = 0; p < RATINGS; p++) {
      history.add(LOG.items().id(LOG.item(p)), ratings[p], p, "rating", Map.of("food", 3f + p % 5));
    }
    return history.build();
  }

  private static double contribution(Explanation explanation, int item) {
    return explanation.contributions().stream()
        .filter(part -> part.item() == item)
        .mapToDouble(Contribution::value)
        .findAny()
        .orElse(0);
  }
}
