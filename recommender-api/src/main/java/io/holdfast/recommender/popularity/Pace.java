package io.holdfast.recommender.popularity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Rests in proportion to the work between, so that background work takes no more than its share of
 * a connection, and none of it for long. One thread works, any may stop it.
 */
final class Pace {
  private volatile boolean stopping;

  /**
   * Rests after a piece of work.
   *
   * @param started when the piece began, by {@link System#nanoTime}
   * @param times how many times as long as the piece took
   * @throws InterruptedException if the thread is interrupted, or the work is to stop
   */
  void rest(long started, int times) throws InterruptedException {
    Duration worked = Duration.ofNanos(System.nanoTime() - started);
    if (!stopping) {
      TimeUnit.NANOSECONDS.sleep(worked.multipliedBy(times).toNanos());
    }
    if (stopping) {
      throw new InterruptedException("stopping");
    }
  }

  void stop() {
    stopping = true;
  }
}
