package io.holdfast.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedRecallTest {
  @Test
  void meansAreOverBaskets() {
    PairedRecall recall = new PairedRecall();
    recall.add("a", 0.5, 0.25);
    recall.add("a", 1, 0.25);
    recall.add("b", 0, 0.25);
    assertThat(recall.baskets()).isEqualTo(3);
    assertThat(recall.users()).isEqualTo(2);
    assertThat(recall.live().mean()).isEqualTo(0.5, within(1e-12));
    assertThat(recall.frozen().mean()).isEqualTo(0.25, within(1e-12));
    assertThat(recall.difference().mean()).isEqualTo(0.25, within(1e-12));
  }

  /**
   * Each user's baskets differ by the user's own amount, N(0, 1), so the mean over 400 users of 5
   * baskets has the standard error 1/20: the interval's half width is 1.96/20, and not a √5 less,
   * as it would be if baskets were drawn by themselves.
   */
  @Test
  void intervalsKnowThatTheBasketsOfAUserAreAlike() {
    SplittableRandom random = new SplittableRandom(5);
    PairedRecall recall = new PairedRecall();
    for (int user = 0; user < 400; user++) {
      double own = random.nextGaussian();
      for (int basket = 0; basket < 5; basket++) {
        recall.add("u" + user, own, 0);
      }
    }
    PairedRecall.Mean difference = recall.difference();
    assertThat((difference.high() - difference.low()) / 2).isCloseTo(1.96 / 20, within(0.012));
    assertThat(difference.mean()).isBetween(difference.low(), difference.high());
  }
}
