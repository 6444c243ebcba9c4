package io.holdfast.core.model.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlsTest {

  private static final ModelKind ALS = ModelKinds.named("als");
  private static final int USERS = 300;
  private static final int ITEMS = 200;

  /** Power-law data with two tastes, some items and users without any interaction. */
  private static final InteractionMatrix DATA = data();

  private static InteractionMatrix data() {
    SplittableRandom random = new SplittableRandom(5);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      builder.addItem("i" + item);
    }
    for (int user = 0; user < USERS; user++) {
      double share = Math.pow(random.nextDouble(), 4);
      int length = 1 + (int) (60 * share);
      for (int n = 0; n < length; n++) {
        int rank = (int) (ITEMS / 2 * Math.pow(random.nextDouble(), 2));
        int item = 2 * rank + user % 2;
        builder.add("u" + user, "i" + Math.min(item, ITEMS - 3), 1 + random.nextInt(5), n);
      }
    }
    return builder.build().toMatrix();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "openblas"})
  void noHalfStepRaisesTheObjective(String provider) {
    AlsParameters parameters = parameters(Map.of("factors", 16));
    TrainingContext context =
        TrainingContext.withSeed(3).withLinearAlgebra(LinearAlgebraProvider.named(provider));
    try (AlsTraining training = new AlsTraining(DATA, parameters, context)) {
      double before = training.objective();
      double first = before;
      for (int epoch = 0; epoch < 10; epoch++) {
        training.solveUsers();
        double users = training.objective();
        assertThat(users).isLessThanOrEqualTo(before * (1 + 1e-6));
        training.solveItems();
        double items = training.objective();
        assertThat(items).isLessThanOrEqualTo(users * (1 + 1e-6));
        before = items;
      }
      assertThat(before).isLessThan(0.9 * first);
    }
  }

  @Test
  void theObjectiveIsTheSumOverAllCells() {
    AlsParameters parameters = parameters(Map.of("factors", 4, "regularization-exponent", 0.5));
    try (AlsTraining training = new AlsTraining(DATA, parameters, TrainingContext.withSeed(3))) {
      training.solveUsers();
      training.solveItems();
      float[] w = training.userFactors();
      float[] h = training.itemFactors();
      double sum = 0;
      int[] itemCounts = DATA.usersPerItem();
      double alpha0 = parameters.unobservedWeight();
      for (int u = 0; u < DATA.rows(); u++) {
        boolean[] observed = new boolean[DATA.columns()];
        for (int p = DATA.rowStart(u); p < DATA.rowEnd(u); p++) {
          observed[DATA.itemArray()[p]] = true;
        }
        for (int i = 0; i < DATA.columns(); i++) {
          double score = dot(w, u, h, i, 4);
          sum += alpha0 * score * score + (observed[i] ? (score - 1) * (score - 1) : 0);
        }
        int entries = DATA.rowEnd(u) - DATA.rowStart(u);
        sum += 0.005 * Math.sqrt(entries + alpha0 * DATA.columns()) * dot(w, u, w, u, 4);
      }
      for (int i = 0; i < DATA.columns(); i++) {
        sum += 0.005 * Math.sqrt(itemCounts[i] + alpha0 * DATA.rows()) * dot(h, i, h, i, 4);
      }
      assertThat(training.objective()).isCloseTo(sum, within(1e-6 * sum));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "openblas"})
  void foldInIsTheHalfStepOfTraining(String provider) {
    AlsParameters parameters = parameters(Map.of("factors", 24));
    TrainingContext context =
        TrainingContext.withSeed(3).withLinearAlgebra(LinearAlgebraProvider.named(provider));
    try (AlsTraining training = new AlsTraining(DATA, parameters, context)) {
      for (int epoch = 0; epoch < 5; epoch++) {
        training.solveUsers();
        training.solveItems();
      }
      training.solveUsers();
      AlsModel model =
          new AlsModel(
              DATA.items(),
              training.itemFactors(),
              DATA.usersPerItem(),
              untyped(Map.of("factors", 24)),
              0,
              context.linearAlgebra());
      for (int user = 0; user < DATA.rows(); user++) {
        float[] folded = model.foldIn(historyOf(user));
        for (int f = 0; f < folded.length; f++) {
          assertThat(folded[f])
              .as("user %d, factor %d", user, f)
              .isCloseTo(training.userFactors()[user * 24 + f], within(1e-5f));
        }
      }
    }
  }

  @Test
  void everyRowSolvesItsNormalEquations() {
    AlsParameters parameters = parameters(Map.of("factors", 8));
    int d = 8;
    try (AlsTraining training = new AlsTraining(DATA, parameters, TrainingContext.withSeed(3))) {
      float[] h = training.itemFactors().clone();
      training.solveUsers();
      for (int u = 0; u < DATA.rows(); u++) {
        // The gradient: Σ_obs (ŷ−1) h + α₀ Σ_all ŷ h + ridge · w = 0.
        double[] gradient = new double[d];
        for (int i = 0; i < DATA.columns(); i++) {
          double score = dot(training.userFactors(), u, h, i, d);
          for (int f = 0; f < d; f++) {
            gradient[f] += parameters.unobservedWeight() * score * h[i * d + f];
          }
        }
        for (int p = DATA.rowStart(u); p < DATA.rowEnd(u); p++) {
          int i = DATA.itemArray()[p];
          double score = dot(training.userFactors(), u, h, i, d);
          for (int f = 0; f < d; f++) {
            gradient[f] += (score - 1) * h[i * d + f];
          }
        }
        double ridge = parameters.ridge(DATA.rowEnd(u) - DATA.rowStart(u), DATA.columns());
        for (int f = 0; f < d; f++) {
          gradient[f] += ridge * training.userFactors()[u * d + f];
          assertThat(gradient[f]).isCloseTo(0, within(1e-4));
        }
      }
    }
  }

  @Test
  void threadsDoNotChangeTheFactors() {
    AlsParameters parameters = parameters(Map.of("factors", 16));
    float[][] factors = new float[2][];
    for (int run = 0; run < 2; run++) {
      TrainingContext context = TrainingContext.withSeed(3).withThreads(1 + 3 * run);
      try (AlsTraining training = new AlsTraining(DATA, parameters, context)) {
        training.solveUsers();
        training.solveItems();
        factors[run] = training.itemFactors();
      }
    }
    assertThat(factors[0]).isEqualTo(factors[1]);
  }

  @Test
  void anotherSeedStartsElsewhere() {
    AlsParameters parameters = parameters(Map.of("factors", 16));
    try (AlsTraining one = new AlsTraining(DATA, parameters, TrainingContext.withSeed(3));
        AlsTraining two = new AlsTraining(DATA, parameters, TrainingContext.withSeed(4))) {
      assertThat(one.itemFactors()).isNotEqualTo(two.itemFactors());
    }
  }

  @Test
  void cannotRankWithoutAKnownItem() {
    AlsModel model =
        (AlsModel) ALS.train(DATA, ALS.parameters().defaults(), TrainingContext.withSeed(1));
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
  void theWeightOfUnobservedCellsFollowsTheDensityUnlessGiven() {
    double density = DATA.entries() / ((double) DATA.rows() * DATA.columns());
    assertThat(parameters(Map.of()).unobservedWeight())
        .isEqualTo(Math.min(1, 18 * density), within(1e-12))
        .isBetween(1e-3, 1.0);
    assertThat(parameters(Map.of("unobserved-weight", 0.25)).unobservedWeight()).isEqualTo(0.25);
    Parameters trained =
        ALS.train(DATA, ALS.parameters().defaults(), TrainingContext.withSeed(1)).parameters();
    assertThat(trained.real("unobserved-weight"))
        .isEqualTo(parameters(Map.of()).unobservedWeight());
  }

  private static AlsParameters parameters(Map<String, ?> given) {
    return AlsParameters.of(untyped(given));
  }

  private static Parameters untyped(Map<String, ?> given) {
    return AlsParameters.resolved(ALS.parameters().parse(given), DATA);
  }

  private static History historyOf(int user) {
    int length = DATA.rowEnd(user) - DATA.rowStart(user);
    int[] items = new int[length];
    System.arraycopy(DATA.itemArray(), DATA.rowStart(user), items, 0, length);
    return History.ofItems(items);
  }

  private static double dot(float[] x, int row, float[] y, int otherRow, int d) {
    double sum = 0;
    for (int f = 0; f < d; f++) {
      sum += (double) x[row * d + f] * y[otherRow * d + f];
    }
    return sum;
  }
}
