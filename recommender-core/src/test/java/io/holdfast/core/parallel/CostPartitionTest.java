package io.holdfast.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostPartitionTest {

  @Test
  void cutsEvenRows() {
    assertThat(CostPartition.even(10, 4)).containsExactly(0, 4, 8, 10);
    assertThat(CostPartition.even(8, 4)).containsExactly(0, 4, 8);
    assertThat(CostPartition.even(0, 4)).containsExactly(0);
  }
}
