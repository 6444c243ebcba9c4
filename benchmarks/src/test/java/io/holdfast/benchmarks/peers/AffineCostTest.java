package io.holdfast.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.benchmarks.peers.AffineCost.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffineCostTest {

  @Test
  void findsTheCoefficients() {
    AffineCost cost =
        AffineCost.fit(List.of(new Point(10, 1, 23), new Point(20, 5, 55), new Point(100, 3, 209)));
    assertThat(cost.perEntry()).isCloseTo(2, within(1e-9));
    assertThat(cost.perRow()).isCloseTo(3, within(1e-9));
    assertThat(cost.at(new Point(1, 1, 0))).isCloseTo(5, within(1e-9));
  }

  @Test
  void costsAreNotNegative() {
    AffineCost cost = AffineCost.fit(List.of(new Point(10, 1, 9), new Point(20, 5, 15)));
    assertThat(cost.perRow()).isZero();
    // Σ(x/s) / Σ(x/s)² with x/s of 10/9 and 4/3.
    assertThat(cost.perEntry()).isCloseTo(22 / 9.0 / (100 / 81.0 + 16 / 9.0), within(1e-9));
  }

  @Test
  void refusesNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> AffineCost.fit(List.of()));
  }
}
