package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.model.Explanation.Contribution;
import io.holdfast.core.model.Explanation.Kind;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final int[] ITEMS = {7, 2, 9, 4};
  private static final double[] VALUES = {0.25, -0.5, 0.125, 0.25};

  @Test
  void tellsTheWeightiestAndAddsUpTheOthers() {
    Explanation explanation = Explanation.of(Kind.ITEM_TO_ITEM, 1, ITEMS, VALUES, 2);
    assertThat(explanation.contributions())
        .containsExactly(new Contribution(2, -0.5), new Contribution(4, 0.25));
    assertThat(explanation.remainder()).isEqualTo(0.375);
    assertThat(explanation.score()).isEqualTo(1.125, within(1e-12));
  }

  @Test
  void tellsAllWhereThereAreNoMore() {
    Explanation explanation = Explanation.of(Kind.RATING, 0, ITEMS, VALUES, 10);
    assertThat(explanation.contributions())
        .extracting(Contribution::item)
        .containsExactly(2, 4, 7, 9);
    assertThat(explanation.remainder()).isZero();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Explanation.of(Kind.RATING, 0, ITEMS, new double[3], 1))
        .withMessageContaining("4 items, 3 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Explanation.of(Kind.RATING, 0, ITEMS, VALUES, -1));
  }
}
