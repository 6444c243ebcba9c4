package io.holdfast.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.data.InteractionLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BasketTest {
  @Test
  void whatOneCustomerBoughtAtOneTimeIsABasket() {
    InteractionLog log =
        InteractionLog.builder()
            .add("b", "x", 1, 20)
            .add("a", "x", 1, 20)
            .add("a", "y", 2, 10)
            .add("a", "z", 1, 20)
            .add("a", "x", 5, 20)
            .build();
    assertThat(Basket.of(log))
        .containsExactly(
            new Basket("a", 10, Set.of("y")),
            new Basket("a", 20, Set.of("x", "z")),
            new Basket("b", 20, Set.of("x")));
  }

  @Test
  void recallIsTheShareOfTheBasket() {
    Basket basket = new Basket("a", 10, Set.of("x", "y", "z", "w"));
    assertThat(basket.recall(List.of("y", "q", "w"))).isEqualTo(0.5);
    assertThat(basket.recall(List.of())).isZero();
  }
}
