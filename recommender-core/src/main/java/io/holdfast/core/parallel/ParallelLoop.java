package io.holdfast.core.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs chunks of rows on a fixed number of threads. Chunks are handed out one by one as workers
 * become free, so which worker runs which chunk varies from run to run: results are deterministic
 * when each row's result depends on that row alone.
 *
 * <p>Used from one thread at a time; {@link #close} ends the threads.
 */
public final class ParallelLoop implements AutoCloseable {

  /** The body of a loop. */
  @FunctionalInterface
  public interface Body {

    /**
     * Works on rows {@code from … to-1}.
     *
     * @param worker 0 to threads − 1; no two calls of the same worker overlap, so that buffers can
     *     be kept by worker
     */
    void run(int worker, int from, int to);
  }

  private final int threads;
  private final ExecutorService executor;

  /**
   * A loop on {@code threads} threads.
   *
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public ParallelLoop(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is at least 1, not " + threads);
    }
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("holdfast-loop-", 0).factory());
  }

  /** How many workers there are. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code body} on every chunk and returns when all are done.
   *
   * @param bounds chunk c is rows {@code bounds[c] … bounds[c+1]-1}
   * @throws RuntimeException the first that {@code body} threw; chunks not begun by then are left
   *     out
   * @throws CancellationException if the calling thread is interrupted; its flag stays set
   */
  public void run(int[] bounds, Body body) {
    int chunks = bounds.length - 1;
    if (threads == 1) {
      for (int c = 0; c < chunks; c++) {
        body.run(0, bounds[c], bounds[c + 1]);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> workers = new ArrayList<>();
    for (int w = 0; w < Math.min(threads, chunks); w++) {
      int worker = w;
      workers.add(
          () -> {
            try {
              for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
                body.run(worker, bounds[c], bounds[c + 1]);
              }
            } catch (RuntimeException | Error e) {
              next.set(chunks);
              throw e;
            }
            return null;
          });
    }
    try {
      for (Future<Void> done : executor.invokeAll(workers)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
