package io.holdfast.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void isTheMiddleAndTheEnds() {
    assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3));
    assertThat(Spread.of(4, 1, 2, 3)).isEqualTo(new Spread(2.5, 1, 4));
    assertThat(Spread.of(0.5)).hasToString("0.5000 (0.5000 to 0.5000)");
  }

  @Test
  void refusesNothing() {
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }
}
