package io.holdfast.core.model.als;

import static io.holdfast.core.model.als.AlsData.ALS;
import static io.holdfast.core.model.als.AlsData.ITEMS;
import static io.holdfast.core.model.als.AlsData.MATRIX;
import static io.holdfast.core.model.als.AlsData.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.TrainingContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlsTrainingTest {

  private static final Map<String, Object> IALS = Map.of("weighting", "ials");
  private static final Map<String, Object> HKV =
      Map.of("weighting", "hkv", "confidence", 2, "regularization", 1);

  @ParameterizedTest
  @CsvSource({
    "ials,java,1",
    "ials,openblas,1.5",
    "hkv,java,1",
    "hkv,openblas,1",
    "hkv,openblas,1.9"
  })
  void noHalfStepRaisesTheObjective(String weighting, String provider, double relaxation) {
    TrainingContext context =
        TrainingContext.withSeed(3).withLinearAlgebra(LinearAlgebraProvider.named(provider));
    try (AlsTraining training =
        AlsTraining.of(
            MATRIX, with(weighting, Map.of("factors", 16, "relaxation", relaxation)), context)) {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ials; ; 0",
        "ials; purchase:3,play:0; 0",
        "ials; click:0.5; 20",
        "hkv; ; 0",
        "hkv; purchase:3,play:0; 0",
        "hkv; ; 20",
        "hkv; click:0.5; 20"
      })
  void theObjectiveIsTheSumOverAllCells(String weighting, String typeWeights, double halfLife) {
    Parameters parameters = weighted(weighting, typeWeights, halfLife);
    try (AlsTraining training = AlsTraining.of(MATRIX, parameters, TrainingContext.withSeed(3))) {
      training.solveUsers();
      training.solveItems();
      double sum =
          AlsData.reference(parameters)
              .objective(training.userFactors(), training.itemFactors(), 7);
      assertThat(training.objective()).isCloseTo(sum, within(1e-6 * sum));
      assertThat(
              AlsObjective.of(
                  MATRIX, parameters, training.userFactors(), training.itemFactors(), 1))
          .isEqualTo(training.objective());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ials; ; 0",
        "ials; purchase:3,play:0; 20",
        "hkv; ; 0",
        "hkv; purchase:3,play:0; 20"
      })
  void everyRowIsTheBestThereIs(String weighting, String typeWeights, double halfLife) {
    Parameters parameters = weighted(weighting, typeWeights, halfLife);
    DenseReference reference = AlsData.reference(parameters);
    int d = 7;
    try (AlsTraining training = AlsTraining.of(MATRIX, parameters, TrainingContext.withSeed(3))) {
      training.solveUsers();
      training.solveItems();
      float[] h = training.itemFactors().clone();
      training.solveUsers();
      for (int u = 0; u < USERS; u++) {
        double[] best = reference.bestUser(u, h, d);
        for (int f = 0; f < d; f++) {
          assertThat(training.userFactors()[u * d + f])
              .as("user %d, factor %d", u, f)
              .isCloseTo((float) best[f], within(1e-4f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ials", "hkv"})
  void theSolversAgreeInTheEnd(String weighting) {
    double exact = lossAfter(60, with(weighting, Map.of("factors", 20)));
    for (String solver : new String[] {"cg", "ials++"}) {
      Parameters parameters = with(weighting, Map.of("factors", 20, "solver", solver, "block", 8));
      assertThat(lossAfter(60, parameters)).as(solver).isCloseTo(exact, within(0.005 * exact));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ials", "hkv"})
  void enoughStepsOfConjugateGradientsAreTheExactSolution(String weighting) {
    double exact = lossAfter(2, with(weighting, Map.of("factors", 12)));
    Parameters parameters = with(weighting, Map.of("factors", 12, "solver", "cg", "cg-steps", 20));
    assertThat(lossAfter(2, parameters)).isCloseTo(exact, within(1e-5 * exact));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ials", "hkv"})
  void aSingleBlockIsTheExactSolution(String weighting) {
    double exact = lossAfter(2, with(weighting, Map.of("factors", 12)));
    Parameters parameters = with(weighting, Map.of("factors", 12, "solver", "ials++", "block", 64));
    assertThat(lossAfter(2, parameters)).isCloseTo(exact, within(1e-5 * exact));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cholesky", "cg", "ials++"})
  void threadsDoNotChangeTheFactors(String solver) {
    Parameters parameters = with("hkv", Map.of("factors", 16, "solver", solver, "block", 6));
    float[][] factors = new float[2][];
    for (int run = 0; run < 2; run++) {
      TrainingContext context = TrainingContext.withSeed(3).withThreads(1 + 3 * run);
      try (AlsTraining training = AlsTraining.of(MATRIX, parameters, context)) {
        training.solveUsers();
        training.solveItems();
        factors[run] = training.itemFactors();
      }
    }
    assertThat(factors[0]).isEqualTo(factors[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cholesky", "cg", "ials++"})
  void longRowsAreSolvedInParts(String solver) {
    // With 512 factors 256 entries are gathered at once; the popular item has 300.
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 300; user++) {
      builder.add("u" + user, "popular", 2, 0).add("u" + user, "i" + user % 7, 1, 0);
    }
    InteractionMatrix matrix = builder.build().toMatrix();
    Map<String, Object> given =
        Map.of(
            "factors", 512, "weighting", "hkv", "regularization", 1, "solver", solver, "block", 64);
    try (AlsTraining training =
        AlsTraining.of(
            matrix, ALS.parameters().parse(given), TrainingContext.withSeed(1).withThreads(1))) {
      double before = training.objective();
      for (int epoch = 0; epoch < 3; epoch++) {
        training.solveItems();
        training.solveUsers();
        assertThat(training.objective()).isLessThan(before);
        before = training.objective();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ials", "hkv"})
  void relaxedStepsEndWhereOthersDo(String weighting) {
    double plain = lossAfter(60, with(weighting, Map.of("factors", 8, "relaxation", 1)));
    double relaxed = lossAfter(60, with(weighting, Map.of("factors", 8, "relaxation", 1.5)));
    assertThat(relaxed).isCloseTo(plain, within(0.005 * plain));
  }

  @Test
  void anotherSeedStartsElsewhere() {
    Parameters parameters = with("ials", Map.of("factors", 16));
    try (AlsTraining one = AlsTraining.of(MATRIX, parameters, TrainingContext.withSeed(3));
        AlsTraining two = AlsTraining.of(MATRIX, parameters, TrainingContext.withSeed(4))) {
      assertThat(one.itemFactors()).isNotEqualTo(two.itemFactors());
    }
  }

  @Test
  void weightsByTypeNeedTypes() {
    InteractionMatrix untyped = InteractionLog.builder().add("u", "i", 1, 0).build().toMatrix();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(untyped, Map.of("type-weights", "purchase:3")))
        .withMessageContaining("no types");
  }

  @Test
  void refusesDataOfWhichNothingCounts() {
    InteractionMatrix worthless = InteractionLog.builder().add("u", "i", 0, 0).build().toMatrix();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(worthless, Map.of("weighting", "hkv")))
        .withMessage("every interaction weighs 0");
  }

  @Test
  void refusesFactorsThatDoNotFitAnArray() {
    Observations wide = Observations.alike(new int[1_000_001], new int[0], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Side.of(wide, 4096))
        .withMessageContaining("take fewer factors");
  }

  @Test
  void refusesFactorsOfAnotherShape() {
    Parameters parameters = with("ials", Map.of("factors", 4));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AlsObjective.of(MATRIX, parameters, new float[USERS * 4], new float[ITEMS * 3], 1))
        .withMessageContaining("items of 4 factors");
  }

  private static void train(InteractionMatrix data, Map<String, ?> given) {
    ALS.train(data, ALS.parameters().parse(given), TrainingContext.withSeed(1));
  }

  private static double lossAfter(int epochs, Parameters parameters) {
    try (AlsTraining training = AlsTraining.of(MATRIX, parameters, TrainingContext.withSeed(3))) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        training.solveUsers();
        training.solveItems();
      }
      return training.objective();
    }
  }

  private static Parameters weighted(String weighting, String typeWeights, double halfLife) {
    return with(
        weighting,
        Map.of(
            "factors",
            7,
            "relaxation",
            1,
            "regularization-exponent",
            0.5,
            "half-life-days",
            halfLife,
            "type-weights",
            typeWeights == null ? "" : typeWeights));
  }

  private static Parameters with(String weighting, Map<String, ?> more) {
    Map<String, Object> given = new HashMap<>(weighting.equals("hkv") ? HKV : IALS);
    given.put("solver", "cholesky");
    given.putAll(more);
    return AlsData.parameters(given);
  }
}
