package io.holdfast.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A bounded number of people who act at once. */
final class Workers implements AutoCloseable {
  private static final int AT_ONCE = 12;

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

  /** Something done for one of many. */
  @FunctionalInterface
  interface Act<T> {
    void accept(T each) throws IOException, InterruptedException;
  }

  /**
   * Does it for each and returns when all are done.
   *
   * @throws IOException the first failure, if any
   */
  <T> void forEach(Collection<T> all, Act<T> act) throws IOException, InterruptedException {
    List<Future<?>> pending = new ArrayList<>();
    for (T each : all) {
      pending.add(
          threads.submit(
              () -> {
                act.accept(each);
                return null;
              }));
    }
    for (Future<?> one : pending) {
      try {
        one.get();
      } catch (ExecutionException e) {
        pending.forEach(other -> other.cancel(true));
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
