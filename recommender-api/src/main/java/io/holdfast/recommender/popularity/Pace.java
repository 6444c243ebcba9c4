package io.holdfast.recommender.popularity;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Rests in proportion to the work between, so that background work takes no more than its share of
 * a connection, and none of it for long. One thread works, any may stop it.
 */
final class Pace {
  private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * Rests after a piece of work, ten seconds at most.
   *
   * @param started when the piece began, by {@link System#nanoTime}
   * @param times how many times as long as the piece took
   * @throws InterruptedException if the thread is interrupted, or the work is to stop
   */
  void rest(long started, int times) throws InterruptedException {
    long nanos = Math.min(LONGEST_REST_NANOS, times * (System.nanoTime() - started));
    if (stopping.await(nanos, TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("stopping");
    }
  }

  void stop() {
    stopping.countDown();
  }
}
