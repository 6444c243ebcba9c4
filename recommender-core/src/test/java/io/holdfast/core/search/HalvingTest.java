package io.holdfast.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalvingTest {

  @Test
  void halvesTheChallengersAndDoublesTheBudget() {
    Halving halving = new Halving(16);
    assertThat(halving.rounds()).isEqualTo(4);
    assertThat(new int[] {15, 8, 4, 2})
        .containsExactly(
            halving.challengers(0),
            halving.challengers(1),
            halving.challengers(2),
            halving.challengers(3));
    assertThat(halving.share(0)).isEqualTo(1.0 / 8);
    assertThat(halving.share(3)).isEqualTo(1);
    assertThat(halving.trials()).isEqualTo(15 + 8 + 4 + 2 + 1);
  }

  @Test
  void twoCandidatesMeetAtOnce() {
    Halving halving = new Halving(2);
    assertThat(halving.rounds()).isEqualTo(1);
    assertThat(halving.challengers(0)).isEqualTo(1);
    assertThat(halving.share(0)).isEqualTo(1);
    assertThat(halving.trials()).isEqualTo(2);
  }
}
