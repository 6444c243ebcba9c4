package io.holdfast.core.model.explicitmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.DuplicateRule;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.RatingPredictions;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplicitMfTest {

  private static final ExplicitMfKind KIND =
      (ExplicitMfKind) ModelKinds.named(ExplicitMfModel.KIND);
  private static final Planted PLANTED = new Planted(300, 150, 40, 0.5);

  /** (0.5, 0.8)·(0.7, 0.8) is 0.99. A well-known text prints 0.95: a slip in its arithmetic. */
  @Test
  void predictsTheWorkedExample() {
    FoldedUser user = new FoldedUser(new float[] {0.5f, 0.8f, 0}, new float[9], new float[] {1});
    float[] item = {0.7f, 0.8f, 0};
    assertThat(user.mean(0, Response.ofOverall(2, 1), item, 0)).isCloseTo(0.99, within(1e-6));
  }

  @Test
  void findsPlantedFactorsAndKnowsHowSureItIs() {
    RatingModel model = train(Map.of("factors", 4), PLANTED.training());
    double squared = 0;
    int inside = 0;
    int count = 0;
    for (int user = 0; user < PLANTED.users(); user++) {
      int[] items = PLANTED.heldOut(user);
      RatingPredictions predictions = model.predict(PLANTED.history(user), items);
      for (int p = 0; p < items.length; p++) {
        double error = PLANTED.rating(user, items[p]) - predictions.means()[p];
        squared += error * error;
        inside += Math.abs(error) <= 1.96 * predictions.deviations()[p] ? 1 : 0;
        count++;
      }
    }
    assertThat(Math.sqrt(squared / count)).isBetween(0.48, 0.58);
    assertThat((double) inside / count).isBetween(0.93, 0.97);
  }

  @Test
  void theMapEstimateFindsThemToo() {
    RatingModel model =
        train(Map.of("solver", "als", "factors", 4, "regularization", 3), PLANTED.training());
    double squared = 0;
    int count = 0;
    for (int user = 0; user < PLANTED.users(); user++) {
      int[] items = PLANTED.heldOut(user);
      RatingPredictions predictions = model.predict(PLANTED.history(user), items);
      assertThat(predictions.deviations()).isNull();
      for (int p = 0; p < items.length; p++) {
        double error = PLANTED.rating(user, items[p]) - predictions.means()[p];
        squared += error * error;
        count++;
      }
    }
    assertThat(Math.sqrt(squared / count)).isBetween(0.48, 0.65);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "openblas"})
  void noHalfStepRaisesTheObjective(String provider) {
    TrainingContext context =
        TrainingContext.withSeed(3).withLinearAlgebra(LinearAlgebraProvider.named(provider));
    try (MapEstimation estimation = estimation(context)) {
      double first = estimation.objective();
      double before = first;
      for (int epoch = 0; epoch < 10; epoch++) {
        estimation.solveUsers();
        double users = estimation.objective();
        assertThat(users).isLessThanOrEqualTo(before * (1 + 1e-6));
        estimation.solveItems();
        double items = estimation.objective();
        assertThat(items).isLessThanOrEqualTo(users * (1 + 1e-6));
        before = items;
      }
      assertThat(before).isLessThan(0.9 * first);
    }
  }

  @Test
  void foldingInIsTheHalfStepOfTraining() {
    InteractionMatrix data = PLANTED.training();
    ExplicitMfParameters parameters = alsParameters();
    TrainingContext context = TrainingContext.withSeed(3);
    try (MapEstimation estimation = estimation(context)) {
      estimation.solveUsers();
      estimation.solveItems();
      estimation.solveUsers();
      ExplicitMfModel model =
          new ExplicitMfModel(
              data.items(),
              data.usersPerItem(),
              Aspects.of(data, List.of()),
              ItemSamples.single(
                  estimation.itemVectors(),
                  MapEstimation.prior(parameters),
                  MapEstimation.response(parameters)),
              parameters,
              context.linearAlgebra());
      for (int user = 0; user < PLANTED.users(); user++) {
        float[] folded = model.foldIn(PLANTED.history(user)).means();
        for (int f = 0; f < folded.length; f++) {
          float trained = estimation.userVectors()[user * folded.length + f];
          assertThat(folded[f]).isCloseTo(trained, within(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gibbs", "als"})
  void theSameSeedPredictsTheSameWithAnyThreads(String solver) {
    Map<String, Object> few = new HashMap<>(Map.of("solver", solver, "factors", 3));
    few.putAll(Map.of("burn-in", 3, "samples", 4, "epochs", 3));
    int[] items = IntStream.range(0, PLANTED.items()).toArray();
    RatingPredictions one = train(few, PLANTED.training(), 5, 1).predict(PLANTED.history(1), items);
    RatingPredictions three =
        train(few, PLANTED.training(), 5, 3).predict(PLANTED.history(1), items);
    RatingPredictions other =
        train(few, PLANTED.training(), 6, 3).predict(PLANTED.history(1), items);
    assertThat(three).isEqualTo(one).isNotEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gibbs", "als"})
  void ranksByPredictedRating(String solver) {
    RatingModel model =
        train(Map.of("solver", solver, "factors", 3, "samples", 5), PLANTED.training());
    History history = PLANTED.history(2);
    float[] scores = new float[PLANTED.items()];
    model.score(history, scores);
    RatingPredictions predictions =
        model.predict(history, IntStream.range(0, PLANTED.items()).toArray());
    for (int item = 0; item < scores.length; item++) {
      assertThat(scores[item]).isCloseTo(predictions.means()[item], within(1e-4f));
    }
    TopK top = model.recommend(history, 3, ItemFilter.all());
    assertThat(top.score(0)).isCloseTo(predictions.means()[top.item(0)], within(1e-4f));
  }

  @Test
  void ratingsOnAnotherScaleGiveThePredictionsOnThatScale() {
    InteractionLog.Builder eightfold = InteractionLog.builder();
    InteractionMatrix data = PLANTED.training();
    for (int item = 0; item < data.columns(); item++) {
      eightfold.addItem(data.items().id(item));
    }
    for (int user = 0; user < data.rows(); user++) {
      for (int p = data.rowStart(user); p < data.rowEnd(user); p++) {
        String item = data.items().id(data.itemArray()[p]);
        eightfold.add(data.users().id(user), item, 8 * data.valueArray()[p], p);
      }
    }
    Map<String, ?> few = Map.of("factors", 2, "samples", 3, "burn-in", 2);
    InteractionLog log = eightfold.build();
    float[] mean =
        train(few, log.toMatrix(DuplicateRule.LATEST))
            .predict(History.empty(), new int[] {log.items().indexOf("i0")})
            .means();
    float[] plain =
        train(few, data).predict(History.empty(), new int[] {data.items().indexOf("i0")}).means();
    assertThat(mean[0]).isCloseTo(8 * plain[0], within(0.05f));
  }

  @Test
  void theLatestRatingStandsAndUnratedItemsTellNothing() {
    RatingModel model = train(Map.of("factors", 2, "samples", 3), PLANTED.training());
    int unrated = PLANTED.items() - 1;
    History changed =
        History.of(new int[] {0, 1, 0, unrated}, new float[] {1, 3, 5, 9}, new long[] {1, 2, 3, 4});
    History latest = History.of(new int[] {1, 0}, new float[] {3, 5}, new long[] {2, 3});
    int[] asked = {2, 3, unrated};
    assertThat(model.predict(changed, asked)).isEqualTo(model.predict(latest, asked));
    assertThat(model.canRank(History.ofItems(unrated))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gibbs", "als"})
  void whoeverHasRatedNothingGetsAPrediction(String solver) {
    RatingModel model =
        train(Map.of("solver", solver, "factors", 2, "samples", 5), PLANTED.training());
    float[] means = model.predict(History.empty(), new int[] {0, PLANTED.items() - 1}).means();
    assertThat(means[0]).isBetween(0f, 7f);
    assertThat(means[1]).isBetween(0f, 7f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gibbs", "als"})
  void learnsFromRatingsThatAreAllTheSame(String solver) {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int n = 0; n < 60; n++) {
      builder.add("u" + n % 7, "i" + n % 11, 4, n);
    }
    RatingModel model =
        train(Map.of("solver", solver), builder.build().toMatrix(DuplicateRule.LATEST));
    assertThat(
            model.predict(History.of(new int[] {0}, new float[] {4}, new long[] {1}), new int[] {1})
                .means()[0])
        .isBetween(3f, 4.5f);
  }

  @Test
  void keepsFewerSamplesOfALargerCatalogue() {
    ExplicitMfParameters parameters = ExplicitMfParameters.of(KIND.parameters().defaults());
    assertThat(parameters.boundedFor(30_000, 1)).isEqualTo(parameters);
    ExplicitMfParameters bounded = parameters.boundedFor(1_000_000, 1);
    assertThat(bounded.samples()).isEqualTo(3);
    assertThat(bounded.thinning()).isEqualTo(40);
    assertThat(parameters.boundedFor(Integer.MAX_VALUE, 1).samples()).isEqualTo(1);
  }

  @Test
  void refusesWhatItCannotUse() {
    InteractionLog empty = InteractionLog.builder().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> empty.toMatrix(DuplicateRule.LATEST))
        .withMessageContaining("no interactions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteractionLog.builder().add("u", "i", Float.NaN, 1))
        .withMessageContaining("NaN");
    RatingModel model = train(Map.of("factors", 1, "samples", 1), PLANTED.training());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(History.empty(), new int[] {PLANTED.items()}))
        .withMessageContaining(Integer.toString(PLANTED.items()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KIND.parameters().parse(Map.of("solver", "magic")));
  }

  @Test
  void refusesContentsThatDoNotFit() {
    RatingModel model = train(Map.of("factors", 1, "samples", 2), PLANTED.training());
    ArtifactContents contents = model.contents();
    Map<String, Tensor> short1 = new HashMap<>(contents.tensors());
    short1.put("noise_precisions", Tensor.floats(new float[] {1}, 1));
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> restore(model, new ArtifactContents(short1, contents.idMaps())))
        .withMessageContaining("noise_precisions");
    Map<String, Tensor> notFinite = new HashMap<>(contents.tensors());
    float[] vectors = ((Tensor.Floats) contents.tensors().get("item_vectors")).values().clone();
    vectors[5] = Float.NaN;
    notFinite.put("item_vectors", Tensor.floats(vectors, PLANTED.items(), 2, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> restore(model, new ArtifactContents(notFinite, contents.idMaps())))
        .withMessageContaining("NaN");
  }

  private static void restore(RatingModel model, ArtifactContents contents) throws Exception {
    KIND.restore(contents, model.parameters(), LinearAlgebraProvider.get());
  }

  private static ExplicitMfParameters alsParameters() {
    return ExplicitMfParameters.of(
        KIND.parameters().parse(Map.of("solver", "als", "factors", 5, "regularization", 2)));
  }

  private static MapEstimation estimation(TrainingContext context) {
    InteractionMatrix data = PLANTED.training();
    ExplicitMfParameters parameters = alsParameters();
    int dimensions = parameters.factors() + 1;
    RatedRows users =
        RatedRows.byUser(data, Aspects.of(data, List.of()), dimensions, context.threads());
    return new MapEstimation(
        users,
        users.transposed(data.columns(), dimensions, context.threads()),
        parameters,
        context);
  }

  private static RatingModel train(Map<String, ?> parameters, InteractionMatrix data) {
    return train(parameters, data, 1, 2);
  }

  private static RatingModel train(
      Map<String, ?> parameters, InteractionMatrix data, long seed, int threads) {
    return KIND.train(
        data,
        KIND.parameters().parse(parameters),
        TrainingContext.withSeed(seed).withThreads(threads));
  }

  /** Ratings of 3 + b_u + b_i + p_u·q_i with Gaussian noise; the last item has none. */
  private static final class Planted {

    private final int users;
    private final int items;
    private final float[][] rating;
    private final boolean[][] told;
    private final InteractionMatrix training;

    Planted(int users, int items, int perUser, double noise) {
      this.users = users;
      this.items = items;
      this.rating = new float[users][items];
      this.told = new boolean[users][items];
      SplittableRandom random = new SplittableRandom(31);
      double[][] p = draw(users, random);
      double[][] q = draw(items, random);
      InteractionLog.Builder builder = InteractionLog.builder();
      for (int item = 0; item < items; item++) {
        builder.addItem("i" + item);
      }
      for (int user = 0; user < users; user++) {
        for (int item = 0; item < items; item++) {
          double value = 4 + 0.5 * p[user][0] + 0.5 * q[item][0] + noise * random.nextGaussian();
          value += 0.5 * (p[user][1] * q[item][1] + p[user][2] * q[item][2]);
          rating[user][item] = (float) Math.max(0, value);
        }
        for (int n = 0; n < perUser; n++) {
          int item = random.nextInt(items - 1);
          told[user][item] = true;
          builder.add("u" + user, "i" + item, rating[user][item], n);
        }
      }
      this.training = builder.build().toMatrix(DuplicateRule.LATEST);
    }

    int users() {
      return users;
    }

    int items() {
      return items;
    }

    InteractionMatrix training() {
      return training;
    }

    float rating(int user, int item) {
      return rating[user][item];
    }

    int[] heldOut(int user) {
      return IntStream.range(0, items - 1).filter(item -> !told[user][item]).limit(20).toArray();
    }

    History history(int user) {
      int from = training.rowStart(user);
      int to = training.rowEnd(user);
      return History.of(
          Arrays.copyOfRange(training.itemArray(), from, to),
          Arrays.copyOfRange(training.valueArray(), from, to),
          IntStream.range(from, to).mapToLong(training::epochSecond).toArray());
    }

    private static double[][] draw(int rows, SplittableRandom random) {
      double[][] vectors = new double[rows][3];
      for (double[] vector : vectors) {
        Arrays.setAll(vector, f -> random.nextGaussian());
      }
      return vectors;
    }
  }
}
