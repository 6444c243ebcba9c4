package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SeenItemsTest {

  @Test
  void isKnownByItsLabel() {
    for (SeenItems seen : SeenItems.values()) {
      assertThat(SeenItems.of(seen.label())).isEqualTo(seen);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeenItems.of("hide"))
        .withMessage("seen is mask or keep, not hide");
  }
}
