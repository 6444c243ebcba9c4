package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TopKHeapTest {

  @Test
  void neverTakesNaN() {
    TopKHeap heap = new TopKHeap(2);
    heap.offer(0, Float.NaN);
    heap.offer(1, Float.NEGATIVE_INFINITY);
    heap.offer(2, Float.NaN);
    assertThat(heap.drain().items()).containsExactly(1);
  }

  @Test
  void refusesNegativeK() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TopKHeap(-1));
  }
}
