package io.holdfast.recommender.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountdownTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  @Test
  void actionsRunInTheirOrderAndAfterTheTime() throws InterruptedException {
    try (Countdown countdown = new Countdown("test", SHORT)) {
      long started = System.nanoTime();
      List<Integer> ran = new CopyOnWriteArrayList<>();
      CountDownLatch all = new CountDownLatch(100);
      for (int k = 0; k < 100; k++) {
        int number = k;
        countdown.start(
            () -> {
              ran.add(number);
              all.countDown();
            });
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(SHORT.toNanos());
      assertThat(ran).isSorted().hasSize(100);
    }
  }

  @Test
  void whatIsSettledNeverRuns() throws InterruptedException {
    try (Countdown countdown = new Countdown("test", SHORT)) {
      List<String> ran = new CopyOnWriteArrayList<>();
      Countdown.Ticket settled = countdown.start(() -> ran.add("settled"));
      assertThat(settled.settle()).isTrue();
      assertThat(settled.settle()).isFalse();
      CountDownLatch last = new CountDownLatch(1);
      Countdown.Ticket late = countdown.start(last::countDown);
      assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(late.settle()).isFalse();
      assertThat(ran).isEmpty();
    }
  }

  @Test
  void anActionThatFailsHoldsUpNoOther() throws InterruptedException {
    try (Countdown countdown = new Countdown("test", SHORT)) {
      CountDownLatch next = new CountDownLatch(1);
      countdown.start(
          () -> {
            throw new IllegalStateException("on purpose");
          });
      countdown.start(next::countDown);
      assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Many threads race with the thread's going to sleep: none of their tickets may be forgotten. */
  @Test
  void noTicketIsForgottenWhenTheQueueRunsEmpty() throws InterruptedException {
    try (Countdown countdown = new Countdown("test", Duration.ofNanos(1))) {
      int threads = 4;
      int each = 2000;
      CountDownLatch all = new CountDownLatch(threads * each);
      for (int thread = 0; thread < threads; thread++) {
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int k = 0; k < each; k++) {
                    countdown.start(all::countDown);
                    if (k % 16 == 0) {
                      Thread.yield();
                    }
                  }
                });
      }
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closedItRunsNothing() throws InterruptedException {
    Countdown countdown = new Countdown("test", LONG);
    List<String> ran = new CopyOnWriteArrayList<>();
    Countdown.Ticket waiting = countdown.start(() -> ran.add("ran"));
    countdown.close();
    assertThat(waiting.settle()).isTrue();
    assertThat(ran).isEmpty();
  }
}
