package io.holdfast.core.model.bpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.Checkerboard;
import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.Explanation.Contribution;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BprTest {

  private static final double LAMBDA = 0.02;
  private static final ParameterSchema SCHEMA = new BprKind().parameters();

  @Test
  void foldInIsTheMinimumOfTheObjectiveOfTraining() {
    InteractionMatrix data = powerLaw(80, 60);
    Parameters parameters =
        SCHEMA.parse(Map.of("factors", 6, "epochs", 40, "regularization", LAMBDA));
    BprModel model = (BprModel) new BprKind().train(data, parameters, TrainingContext.withSeed(3));
    float[] items = itemFactors(model);
    for (int user = 0; user < 3; user++) {
      int[] met = Arrays.copyOfRange(data.itemArray(), data.rowStart(user), data.rowEnd(user));
      double[] w = toDoubles(model.foldIn(History.ofItems(met)));
      for (double slope : gradient(w, items, met, data.columns())) {
        assertThat(slope).as("user %d", user).isCloseTo(0, within(1e-6));
      }
      double[] descended = new double[6];
      for (int step = 0; step < 3000; step++) {
        double[] slopes = gradient(descended, items, met, data.columns());
        for (int f = 0; f < descended.length; f++) {
          descended[f] -= 0.5 * slopes[f];
        }
      }
      for (int f = 0; f < w.length; f++) {
        assertThat(w[f]).as("user %d", user).isCloseTo(descended[f], within(1e-5));
      }
    }
  }

  /** Each contribution beside 1/(λ|I||J|) Σ_j σ(−x̂_ij) (h_i − h_j)·h_k, pair by pair. */
  @Test
  void contributionsAreThoseOfEachItemsPairs() {
    InteractionMatrix data = powerLaw(80, 60);
    Parameters parameters =
        SCHEMA.parse(Map.of("factors", 6, "epochs", 40, "regularization", LAMBDA));
    BprModel model = (BprModel) new BprKind().train(data, parameters, TrainingContext.withSeed(3));
    float[] h = itemFactors(model);
    int[] all = IntStream.range(0, 60).toArray();
    for (int user = 0; user < 3; user++) {
      int[] met = Arrays.copyOfRange(data.itemArray(), data.rowStart(user), data.rowEnd(user));
      int[] others =
          Arrays.stream(all).filter(j -> Arrays.stream(met).noneMatch(i -> i == j)).toArray();
      float[] scores = new float[60];
      model.score(History.ofItems(met), scores);
      List<Explanation> explanations = model.explain(History.ofItems(met), all, met.length);
      for (int target : all) {
        Explanation explanation = explanations.get(target);
        assertThat(explanation.kind()).isEqualTo(Explanation.Kind.PAIRWISE);
        assertThat(explanation.baseline()).isEqualTo(h[target * 7 + 6]);
        assertThat(explanation.score()).isCloseTo(scores[target], within(1e-5));
        for (Contribution part : explanation.contributions()) {
          double expected = 0;
          for (int other : others) {
            double pull = 1 / (1 + Math.exp((double) scores[part.item()] - scores[other]));
            for (int f = 0; f < 6; f++) {
              double difference = h[part.item() * 7 + f] - h[other * 7 + f];
              expected += pull * difference * h[target * 7 + f];
            }
          }
          assertThat(part.value())
              .isCloseTo(expected / (LAMBDA * met.length * others.length), within(1e-5));
        }
      }
    }
  }

  /** LearnBPR's own steps for one user, the items held still and the steps falling, get there. */
  @Test
  void foldInOfALongHistoryIsTheMinimumToo() {
    int d = 64;
    SplittableRandom random = new SplittableRandom(12);
    float[] items = new float[600 * (d + 1)];
    for (int at = 0; at < items.length; at++) {
      items[at] = (float) (0.3 * random.nextGaussian());
    }
    int[] met = IntStream.range(0, 100).toArray();
    UserSolver solver =
        new UserSolver(
            LinearAlgebraProvider.get(), items, d, LAMBDA, IntStream.range(0, 600).toArray());
    double[] w = solver.solve(met, met);
    double squared = 0;
    for (double slope : gradient(w, items, met, 600)) {
      squared += slope * slope;
    }
    // f is λ-convex, so w is at most ‖∇f‖/λ from the minimum.
    assertThat(Math.sqrt(squared) / LAMBDA).isLessThan(1e-5);
    assertThat(Arrays.stream(w).map(Math::abs).max().orElseThrow()).isGreaterThan(0.1);
  }

  @Test
  void foldInIsWhereTheStepsOfTrainingLead() {
    InteractionMatrix data = powerLaw(80, 60);
    Parameters parameters = SCHEMA.parse(Map.of("factors", 4, "epochs", 40, "regularization", 0.1));
    BprModel model = (BprModel) new BprKind().train(data, parameters, TrainingContext.withSeed(3));
    float[] items = itemFactors(model);
    int[] met = Arrays.copyOfRange(data.itemArray(), data.rowStart(1), data.rowEnd(1));
    int[] others =
        IntStream.range(0, data.columns())
            .filter(item -> Arrays.stream(met).noneMatch(own -> own == item))
            .toArray();
    SplittableRandom random = new SplittableRandom(8);
    double[] w = new double[4];
    for (int draw = 0; draw < 200_000; draw++) {
      int i = 5 * met[random.nextInt(met.length)];
      int j = 5 * others[random.nextInt(others.length)];
      double difference = items[i + 4] - items[j + 4];
      for (int f = 0; f < 4; f++) {
        difference += w[f] * (items[i + f] - items[j + f]);
      }
      double step = 20.0 / (draw + 50);
      double pull = 1 / (1 + Math.exp(difference));
      for (int f = 0; f < 4; f++) {
        w[f] += step * (pull * (items[i + f] - items[j + f]) - 0.1 * w[f]);
      }
    }
    float[] folded = model.foldIn(History.ofItems(met));
    for (int f = 0; f < 4; f++) {
      assertThat((double) folded[f]).isCloseTo(w[f], within(0.02));
    }
  }

  @Test
  void theObjectiveRisesOverTraining() {
    InteractionMatrix data = powerLaw(200, 300);
    BprParameters parameters =
        BprParameters.of(SCHEMA.parse(Map.of("factors", 8, "epochs", 60, "learning-rate", 0.2)));
    try (BprTraining training =
        new BprTraining(data, parameters, TrainingContext.withSeed(1).withThreads(2))) {
      double before = pairsInOrder(training, data);
      for (int epoch = 1; epoch <= 60; epoch++) {
        training.epoch(epoch);
      }
      // Area under the ROC curve of what was seen: a half before, nearly one after.
      assertThat(before).isEqualTo(0.5, within(0.05));
      assertThat(pairsInOrder(training, data)).isGreaterThan(0.8);
    }
  }

  @Test
  void factorsDoNotDependOnThreadsEvenWithManyBlocks() {
    InteractionMatrix data = powerLaw(300, 1500);
    Parameters parameters = SCHEMA.parse(Map.of("factors", 8, "epochs", 3));
    float[][] factors = new float[2][];
    for (int run = 0; run < 2; run++) {
      TrainingContext context = TrainingContext.withSeed(4).withThreads(1 + 3 * run);
      try (BprTraining training = new BprTraining(data, BprParameters.of(parameters), context)) {
        for (int epoch = 1; epoch <= 3; epoch++) {
          training.epoch(epoch);
        }
        factors[run] = training.itemFactors();
      }
    }
    assertThat(factors[1]).isEqualTo(factors[0]);
  }

  @Test
  void cellsOfAStratumShareNothingAndCoverEverything() {
    InteractionMatrix data = powerLaw(300, 1500);
    Strata strata = new Strata(data, 1);
    assertThat(strata.count()).isEqualTo(5);
    try (ParallelLoop loop = new ParallelLoop(2)) {
      strata.draw(1, loop);
    }
    int entries = 0;
    for (int stratum = 0; stratum < strata.count(); stratum++) {
      int[] blockOfItem = new int[data.columns()];
      Arrays.fill(blockOfItem, -1);
      for (int block = 0; block < strata.userBlocks(); block++) {
        Strata.Cell cell = strata.cell(block, stratum);
        entries += cell.entries();
        for (int draw = 0; draw < 200 && cell.entries() > 0; draw++) {
          int item = draw % 2 == 0 ? cell.drawItem() : data.itemArray()[cell.drawEntry()];
          assertThat(blockOfItem[item]).isIn(-1, block);
          blockOfItem[item] = block;
        }
      }
    }
    assertThat(entries).isEqualTo(data.entries());
  }

  @Test
  void aUserWhoMetEverythingIsFoldedInToNothing() {
    InteractionMatrix data = Checkerboard.log().toMatrix();
    BprModel model =
        (BprModel) new BprKind().train(data, SCHEMA.defaults(), TrainingContext.withSeed(1));
    int[] all = IntStream.range(0, Checkerboard.SIZE).toArray();
    assertThat(model.foldIn(History.ofItems(all))).containsOnly(0f);
    assertThat(model.foldIn(History.empty())).containsOnly(0f);
    assertThat(model.canRank(History.empty())).isFalse();
  }

  @Test
  void refusesFactorsThatLearningThrewOff() {
    IdMap items = IdMap.of(List.of("a"));
    Parameters parameters = SCHEMA.parse(Map.of("factors", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BprModel(
                    items,
                    new float[] {Float.NaN, 0},
                    new int[] {1},
                    new int[] {0},
                    parameters,
                    LinearAlgebraProvider.get()))
        .withMessageContaining("learning rate");
  }

  @Test
  void refusesAnArtifactOfOtherDimensions() {
    InteractionMatrix data = Checkerboard.log().toMatrix();
    Parameters parameters = SCHEMA.parse(Map.of("factors", 4, "epochs", 1));
    ArtifactContents contents =
        new BprKind().train(data, parameters, TrainingContext.withSeed(1)).contents();
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(
            () ->
                new BprKind()
                    .restore(
                        contents, SCHEMA.parse(Map.of("factors", 5)), LinearAlgebraProvider.get()))
        .withMessageContaining("5 columns");
  }

  /** ∇f at w over all pairs, one by one: the derivative of a step of LearnBPR in expectation. */
  private static double[] gradient(double[] w, float[] items, int[] met, int catalogue) {
    int d = w.length;
    double[] gradient = new double[d];
    int others = catalogue - met.length;
    boolean[] own = new boolean[catalogue];
    for (int item : met) {
      own[item] = true;
    }
    for (int item : met) {
      for (int other = 0; other < catalogue; other++) {
        if (own[other]) {
          continue;
        }
        int i = item * (d + 1);
        int j = other * (d + 1);
        double difference = items[i + d] - items[j + d];
        for (int f = 0; f < d; f++) {
          difference += w[f] * (items[i + f] - items[j + f]);
        }
        double pull = 1 / (1 + Math.exp(difference));
        for (int f = 0; f < d; f++) {
          gradient[f] -= pull * (items[i + f] - items[j + f]) / ((double) met.length * others);
        }
      }
    }
    for (int f = 0; f < d; f++) {
      gradient[f] += LAMBDA * w[f];
    }
    return gradient;
  }

  private static double pairsInOrder(BprTraining training, InteractionMatrix data) {
    MetItems met = new MetItems(data);
    SplittableRandom random = new SplittableRandom(5);
    int right = 0;
    int pairs = 0;
    while (pairs < 20_000) {
      int entry = random.nextInt(data.entries());
      int other = random.nextInt(data.columns());
      if (!met.contains(met.user(entry), other)) {
        pairs++;
        double difference =
            score(training, met.user(entry), met.item(entry))
                - score(training, met.user(entry), other);
        right += difference > 0 ? 1 : 0;
      }
    }
    return (double) right / pairs;
  }

  private static double score(BprTraining training, int user, int item) {
    float[] items = training.itemFactors();
    int d = 8;
    double sum = items[item * (d + 1) + d];
    for (int f = 0; f < d; f++) {
      sum += training.userFactors()[user * d + f] * items[item * (d + 1) + f];
    }
    return sum;
  }

  private static float[] itemFactors(BprModel model) {
    return ((Tensor.Floats) model.contents().tensors().get(BprModel.ITEM_FACTORS)).values();
  }

  private static double[] toDoubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(f -> values[f]).toArray();
  }

  /** Users with 5 to 24 distinct items, few items being met often. */
  private static InteractionMatrix powerLaw(int users, int items) {
    SplittableRandom random = new SplittableRandom(17);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < items; item++) {
      builder.addItem("i" + item);
    }
    for (int user = 0; user < users; user++) {
      int length = 5 + random.nextInt(20);
      for (int n = 0; n < length; n++) {
        int item = (int) (items * Math.pow(random.nextDouble(), 2));
        builder.add("u" + user, "i" + item, 1, n);
      }
    }
    return builder.build().toMatrix();
  }
}
