package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.data.IdMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemOrderTest {

  @Test
  void numbersItemsByFallingLength() {
    float[] vectors = {0, 1, 3, 4, -6, 8, 1, 0};
    ItemOrder order = ItemOrder.byLength(vectors, 4, 2);
    order.apply(vectors, 2);
    assertThat(vectors).containsExactly(-6, 8, 3, 4, 0, 1, 1, 0);
    assertThat(order.of(IdMap.of(List.of("a", "b", "c", "d"))).ids())
        .containsExactly("c", "b", "a", "d");
    assertThat(order.of(new int[] {10, 11, 12, 13})).containsExactly(12, 11, 10, 13);
    assertThat(order.renumbered(new int[] {0, 2, 3})).containsExactly(2, 0, 3);
  }

  @Test
  void everythingOfAnItemGoesWithIt() {
    int items = 1000;
    int width = 3;
    SplittableRandom random = new SplittableRandom(5);
    float[] vectors = new float[items * width];
    for (int at = 0; at < vectors.length; at++) {
      vectors[at] = random.nextInt(-9, 10);
    }
    float[] before = vectors.clone();
    ItemOrder order = ItemOrder.byLength(vectors, items, width);
    order.apply(vectors, width);
    int[] old = order.of(IntStream.range(0, items).toArray());
    assertThat(old).doesNotHaveDuplicates();
    assertThat(order.renumbered(old)).isSorted();
    double last = Double.MAX_VALUE;
    for (int item = 0; item < items; item++) {
      double squares = 0;
      for (int f = 0; f < width; f++) {
        assertThat(vectors[item * width + f]).isEqualTo(before[old[item] * width + f]);
        squares += vectors[item * width + f] * vectors[item * width + f];
      }
      assertThat(squares).isLessThanOrEqualTo(last);
      last = squares;
    }
  }

  @Test
  void refusesWhatIsNotOneForEachItem() {
    ItemOrder order = ItemOrder.byLength(new float[] {1, 2}, 2, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> order.of(new int[] {1, 2, 3}));
    assertThatIllegalArgumentException().isThrownBy(() -> order.of(IdMap.of(List.of("a"))));
  }

  @Test
  void nothingHasAnOrderToo() {
    float[] none = {};
    ItemOrder order = ItemOrder.byLength(none, 0, 4);
    order.apply(none, 4);
    assertThat(order.of(IdMap.empty())).isEqualTo(IdMap.empty());
  }
}
