package io.holdfast.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RecallsTest {
  /** By hand: user a's means are 0.5 and 0.3, b's 0.4 and 0.4; users count alike. */
  @Test
  void usersCountAlikeHoweverManyBasketsTheyHave() {
    Recalls recalls = new Recalls();
    recalls.add("a", 0.2, 0.2);
    recalls.add("a", 0.8, 0.4);
    recalls.add("b", 0.4, 0.4);

    Recalls.Comparison all = recalls.all(1);

    assertThat(all.users()).isEqualTo(2);
    assertThat(all.baskets()).isEqualTo(3);
    assertThat(all.realTime()).isEqualTo(0.45, within(1e-12));
    assertThat(all.frozen()).isEqualTo(0.35, within(1e-12));
    assertThat(all.difference()).isEqualTo(0.1, within(1e-12));
    assertThat(all.interval95().low()).isEqualTo(0, within(1e-12));
    assertThat(all.interval95().high()).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void laterBasketsAreThoseAfterEachUsersFirst() {
    Recalls recalls = new Recalls();
    recalls.add("a", 0.2, 0.2);
    recalls.add("b", 0.4, 0.4);
    assertThat(recalls.later(1)).isNull();

    recalls.add("a", 0.8, 0.4);

    Recalls.Comparison later = recalls.later(1);
    assertThat(later.users()).isEqualTo(1);
    assertThat(later.baskets()).isEqualTo(1);
    assertThat(later.difference()).isEqualTo(0.4, within(1e-12));
  }
}
