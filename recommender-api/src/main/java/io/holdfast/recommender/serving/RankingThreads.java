package io.holdfast.recommender.serving;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Virtual threads that rank lists, no more at once than a bound. Thread-safe. */
final class RankingThreads implements Executor {
  private final Semaphore places;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ranking-", 0).factory());

  /**
   * Threads.
   *
   * @param most at once
   */
  RankingThreads(int most) {
    this.places = new Semaphore(most);
  }

  /**
   * Begins the work at once.
   *
   * @throws RejectedExecutionException if too many lists are being ranked
   */
  @Override
  public void execute(Runnable work) {
    if (!places.tryAcquire()) {
      throw new RejectedExecutionException("too many lists wait to be ranked");
    }
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              places.release();
            }
          });
    } catch (RejectedExecutionException stopping) {
      places.release();
      throw stopping;
    }
  }

  void shutdown() {
    threads.shutdown();
  }
}
