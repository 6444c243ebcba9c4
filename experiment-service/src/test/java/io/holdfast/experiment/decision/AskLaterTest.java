package io.holdfast.experiment.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AskLaterTest {
  private final AtomicLong seconds = new AtomicLong();
  private final AskLater askLater =
      new AskLater(Duration.ofSeconds(5), () -> Duration.ofSeconds(seconds.get()).toNanos());

  @Test
  void waitsTwiceAsLongAfterEachFailureUpToALimit() {
    assertThat(askLater.mayAsk("a")).isTrue();
    for (int pause : new int[] {1, 2, 4, 5, 5}) {
      askLater.failed("a");
      seconds.addAndGet(pause - 1);
      assertThat(askLater.mayAsk("a")).isFalse();
      seconds.incrementAndGet();
      assertThat(askLater.mayAsk("a")).isTrue();
    }
    assertThat(askLater.mayAsk("b")).isTrue();
  }

  @Test
  void forgetsFailuresWhenThereIsAnAnswer() {
    askLater.failed("a");
    askLater.failed("a");
    askLater.answered("a");
    assertThat(askLater.mayAsk("a")).isTrue();
    askLater.failed("a");
    seconds.addAndGet(1);
    assertThat(askLater.mayAsk("a")).isTrue();
  }
}
