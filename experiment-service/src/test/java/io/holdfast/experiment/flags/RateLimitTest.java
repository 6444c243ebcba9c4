package io.holdfast.experiment.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final RateLimit limit = new RateLimit(4, now::get);

  @Test
  void letsASecondsWorthThroughAtOnceAndThenOneAtATime() {
    for (int k = 0; k < 4; k++) {
      assertThat(limit.request("a")).isZero();
    }
    assertThat(limit.request("a")).isEqualTo(Duration.ofMillis(250));
    now.addAndGet(100_000_000);
    assertThat(limit.request("a")).isEqualTo(Duration.ofMillis(150));
    now.addAndGet(150_000_000);
    assertThat(limit.request("a")).isZero();
    assertThat(limit.request("a")).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void countsEachCallerByItself() {
    for (int k = 0; k < 4; k++) {
      assertThat(limit.request("a")).isZero();
    }
    assertThat(limit.request("a")).isPositive();
    assertThat(limit.request("b")).isZero();
  }

  @Test
  void savesUpNoMoreThanASecond() {
    assertThat(limit.request("a")).isZero();
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    for (int k = 0; k < 4; k++) {
      assertThat(limit.request("a")).isZero();
    }
    assertThat(limit.request("a")).isPositive();
  }

  @Test
  void refusesALimitOfNothing() {
    assertThatThrownBy(() -> new RateLimit(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
