package io.holdfast.recommender.strategy;

import static io.holdfast.recommender.strategy.Bench.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.recommender.domain.StrategySpec;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplorationTest {
  private static final StrategySpec SOFTMAX =
      spec("exploration", "method", "softmax", "temperature", 0.3);

  /** λ = 1 changes nothing, but stands behind exploration, so that propensities are estimated. */
  private static final StrategySpec NOTHING = spec("diversity", "lambda", 1);

  @Test
  void ordersOfSoftmaxComeAsOftenAsTheirPropensitySays() {
    int lists = 20_000;
    int[] first = new int[4];
    double[] propensity = new double[4];
    for (int seed = 0; seed < lists; seed++) {
      Candidate best = new Bench(4).apply(1, mixed(seed), null, SOFTMAX).getFirst();
      first[best.item()]++;
      propensity[best.item()] = best.propensity();
    }
    double sum = 0;
    for (int item = 0; item < 4; item++) {
      // The relevance of four items is 1, 0.75, 0.5, 0.25: weights e^(r/0.3).
      sum += Math.exp((1 - 0.25 * item) / 0.3);
    }
    for (int item = 0; item < 4; item++) {
      assertThat(propensity[item]).isCloseTo(Math.exp((1 - 0.25 * item) / 0.3) / sum, within(1e-9));
      assertThat(first[item] / (double) lists).isCloseTo(propensity[item], within(0.015));
    }
  }

  @Test
  void estimatesAgreeWithTheExactProbability() {
    int lists = 2000;
    double[] estimated = new double[4];
    double[] exact = new double[4];
    int[] seen = new int[4];
    for (int seed = 0; seed < lists; seed++) {
      Bench bench = new Bench(4);
      Candidate best = bench.apply(1, mixed(seed), null, SOFTMAX).getFirst();
      Candidate same = bench.apply(1, mixed(seed), null, SOFTMAX, NOTHING).getFirst();
      assertThat(same.itemId()).isEqualTo(best.itemId());
      estimated[same.item()] += same.propensity();
      exact[best.item()] += best.propensity();
      seen[best.item()]++;
    }
    for (int item = 0; item < 4; item++) {
      // E p̂ = p + (1 − p)/M given that the item was served.
      double p = exact[item] / seen[item];
      assertThat(estimated[item] / seen[item])
          .isCloseTo(p + (1 - p) / 100, within(4 * Math.sqrt(p * (1 - p) / 100 / seen[item])));
    }
  }

  /**
   * Two items whose scores differ by 1, each with a deviation of 0.8: the better one is first with
   * the probability Φ(1/√(2 · 0.64)) = Φ(0.88388) = 0.81162 (table of the normal distribution).
   */
  @Test
  void thompsonSamplingRanksByDrawsOfThePosterior() {
    int lists = 4000;
    int first = 0;
    double propensity = 0;
    for (int seed = 0; seed < lists; seed++) {
      Candidate best =
          new Bench(2).apply(1, mixed(seed), null, spec("exploration", "noise", 0.8)).getFirst();
      if (best.itemId().equals("a")) {
        first++;
        propensity += best.propensity();
      }
    }
    assertThat(first / (double) lists).isCloseTo(0.81162, within(0.025));
    assertThat(propensity / first).isCloseTo(0.81162 + 0.18838 / 100, within(0.005));
  }

  @Test
  void whatMultipliesTheRelevanceMultipliesTheDraw() {
    StrategySpec half = spec("boost", "filter", "itemId in ('a', 'b')", "factor", 0.5);
    StrategySpec explore = spec("exploration", "noise", 0.8);
    for (int seed = 0; seed < 50; seed++) {
      assertThat(Bench.ids(new Bench(2).apply(2, mixed(seed), null, half, explore)))
          .isEqualTo(Bench.ids(new Bench(2).apply(2, mixed(seed), null, explore)));
    }
  }

  /**
   * The value of another order is estimated from explored lists by weighting what each place
   * brought by 1 / propensity where that order has the same item there: the mean over lists must be
   * what the order brings. Item i at place k is chosen with the probability q_i · θ_k.
   */
  @ParameterizedTest
  @CsvSource({"softmax, 0, 20000", "softmax, 1, 4000", "thompson, 0, 4000"})
  void inversePropensityScoringIsUnbiased(String method, int diverse, int lists) {
    double[] attraction = {0.1, 0.5, 0.3, 0.8, 0.2};
    double[] examination = {0.9, 0.6, 0.4};
    int[] target = {1, 0, 2};
    double truth = 0;
    for (int place = 0; place < target.length; place++) {
      truth += attraction[target[place]] * examination[place];
    }
    float[][] vectors = {{1, 0}, {0.9f, 0.3f}, {0, 1}, {0.5f, 0.5f}, {0.2f, 1}};
    Bench bench = new Bench(new int[5], vectors);
    StrategySpec explore =
        spec("exploration", "method", method, "temperature", 0.5, "noise", 2.0, "samples", 100);
    StrategySpec[] specs =
        diverse == 1
            ? new StrategySpec[] {explore, spec("diversity", "lambda", 0.8)}
            : new StrategySpec[] {explore};
    Random random = new Random(11);
    double sum = 0;
    double squares = 0;
    for (int list = 0; list < lists; list++) {
      double value = 0;
      List<Candidate> served = bench.apply(3, mixed(list), null, specs);
      for (int place = 0; place < 3; place++) {
        Candidate item = served.get(place);
        boolean chosen = random.nextDouble() < attraction[item.item()] * examination[place];
        if (chosen && item.item() == target[place]) {
          value += 1 / item.propensity();
        }
      }
      sum += value;
      squares += value * value;
    }
    double mean = sum / lists;
    double standardError = Math.sqrt((squares / lists - mean * mean) / lists);
    assertThat(mean).isCloseTo(truth, within(4 * standardError));
    assertThat(standardError).isLessThan(0.1 * truth);
  }

  /** Seeds as far apart as those of requests. */
  private static long mixed(long seed) {
    return new SplittableRandom(seed).nextLong();
  }
}
