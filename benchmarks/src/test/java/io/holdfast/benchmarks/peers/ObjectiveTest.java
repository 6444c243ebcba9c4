package io.holdfast.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.benchmarks.data.Matrices;
import io.holdfast.benchmarks.data.Rows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

  /** Σ c (p − ŷ)² + λ (Σ‖w‖² + Σ‖h‖²), written out cell by cell. */
  @Test
  void isThatOfHuKorenAndVolinsky() {
    Rows rows = new Rows(2, new int[] {0, 1, 3}, new int[] {1, 0, 1});
    float[] users = {1, 2, -1, 0.5f};
    float[] items = {0.5f, 0.25f, 2, -1};
    Task task = new Task(Path.of("."), 2, 1, 10, 0.1, 1, 1);
    double observed = 11 * (sq(1 - 0) + sq(1 - -0.375) + sq(1 - -2.5));
    double expected = observed + sq(1) + 0.1 * (1 + 4 + 1 + 0.25 + 0.25 + 0.0625 + 4 + 1);
    assertThat(new Objective(Matrices.of(rows)).at(task, users, items))
        .isCloseTo(expected, within(1e-9));
  }

  private static double sq(double x) {
    return x * x;
  }
}
