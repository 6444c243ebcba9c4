package io.holdfast.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelLoopTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void runsEveryRowOnceAndNoWorkerTwiceAtOnce(int threads) {
    AtomicIntegerArray visits = new AtomicIntegerArray(1000);
    AtomicIntegerArray busy = new AtomicIntegerArray(threads);
    try (ParallelLoop loop = new ParallelLoop(threads)) {
      for (int round = 1; round <= 3; round++) {
        loop.run(
            CostPartition.even(1000, 7),
            (worker, from, to) -> {
              assertThat(busy.incrementAndGet(worker)).isEqualTo(1);
              for (int row = from; row < to; row++) {
                visits.incrementAndGet(row);
              }
              busy.decrementAndGet(worker);
            });
        for (int row = 0; row < 1000; row++) {
          assertThat(visits.get(row)).isEqualTo(round);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void passesOnWhatTheBodyThrows(int threads) {
    try (ParallelLoop loop = new ParallelLoop(threads)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  loop.run(
                      CostPartition.even(100, 1),
                      (worker, from, to) -> {
                        if (from == 17) {
                          throw new IllegalStateException("row 17");
                        }
                      }))
          .withMessage("row 17");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -2})
  void refusesNoThreads(int threads) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ParallelLoop(threads).close());
  }
}
