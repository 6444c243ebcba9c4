package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemFilterTest {

  @Test
  void excludesAndIncludes() {
    ItemFilter filter = ItemFilter.excluding(2, -1).and(ItemFilter.only(1, 2, -5));
    assertThat(filter.allowed(1)).isTrue();
    assertThat(filter.allowed(2)).isFalse();
    assertThat(filter.allowed(3)).isFalse();
    assertThat(ItemFilter.all().allowed(3)).isTrue();
  }
}
