package io.holdfast.recommender.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.recommender.domain.ItemReturns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BetaBinomialTest {

  /**
   * The formulas of the javadoc in exact fractions (Python's fractions): φ̂ = 0.29210400763, M =
   * 1/φ̂ − 1.
   */
  @Test
  void agreesWithExactFractions() {
    List<ItemReturns> counts =
        List.of(
            new ItemReturns("a", 10, 8),
            new ItemReturns("b", 20, 5),
            new ItemReturns("c", 5, 4),
            new ItemReturns("d", 40, 10));
    BetaBinomial items = BetaBinomial.of(counts);
    assertThat(items.mean()).isCloseTo(0.36, within(1e-12));
    assertThat(items.strength()).isCloseTo(2.4234381380155163, within(1e-12));
    double[] expected = {
      0.7141692686935086, 0.26188837293999817, 0.6563586358635863, 0.2562837480148227
    };
    for (int item = 0; item < 4; item++) {
      assertThat(items.probability(counts.get(item))).isCloseTo(expected[item], within(1e-12));
      assertThat(items.lift(counts.get(item))).isCloseTo(expected[item] / 0.36, within(1e-12));
    }
  }

  @Test
  void itemsThatDifferByChanceOnlyAreAllTheMean() {
    List<ItemReturns> alike = List.of(new ItemReturns("a", 10, 5), new ItemReturns("b", 30, 15));
    assertThat(BetaBinomial.of(alike).strength()).isInfinite();
    assertThat(BetaBinomial.of(alike).lift(alike.getFirst())).isEqualTo(1);
    List<ItemReturns> one = List.of(new ItemReturns("a", 10, 5));
    assertThat(BetaBinomial.of(one).lift(one.getFirst())).isEqualTo(1);
    List<ItemReturns> never = List.of(new ItemReturns("a", 3, 0), new ItemReturns("b", 9, 0));
    assertThat(BetaBinomial.of(never).lift(never.getFirst())).isEqualTo(1);
    List<ItemReturns> single = List.of(new ItemReturns("a", 1, 1), new ItemReturns("b", 1, 0));
    assertThat(BetaBinomial.of(single).lift(single.getFirst())).isEqualTo(1);
  }

  /** Drawn from the model, M is found, and shrinkage is nearer to the truth than the raw shares. */
  @Test
  void findsTheStrengthThatDataWereDrawnWith() {
    Random random = new Random(5);
    double mean = 0.3;
    double strength = 20;
    List<ItemReturns> counts = new ArrayList<>();
    double[] truth = new double[3000];
    for (int item = 0; item < truth.length; item++) {
      truth[item] = beta(random, (int) (mean * strength), (int) ((1 - mean) * strength));
      int consumptions = 1 + random.nextInt(60);
      int returns = 0;
      for (int n = 0; n < consumptions; n++) {
        returns += random.nextDouble() < truth[item] ? 1 : 0;
      }
      counts.add(new ItemReturns("i" + item, consumptions, returns));
    }
    BetaBinomial items = BetaBinomial.of(counts);
    assertThat(items.mean()).isCloseTo(mean, within(0.01));
    assertThat(items.strength()).isCloseTo(strength, within(2.5));
    double shrunken = 0;
    double raw = 0;
    for (int item = 0; item < truth.length; item++) {
      ItemReturns each = counts.get(item);
      shrunken += Math.pow(items.probability(each) - truth[item], 2);
      raw += Math.pow((double) each.returns() / each.consumptions() - truth[item], 2);
    }
    assertThat(shrunken).isLessThan(raw / 2);
  }

  /** Beta(a, b) for whole a and b: of a + b − 1 uniform numbers, the a-th. */
  private static double beta(Random random, int a, int b) {
    return random.doubles(a + b - 1L).sorted().skip(a - 1L).findFirst().orElseThrow();
  }
}
