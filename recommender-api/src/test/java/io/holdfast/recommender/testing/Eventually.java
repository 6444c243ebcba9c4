package io.holdfast.recommender.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what happens in the background. The limit only ends a test that fails anyway. */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** An assertion. */
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  private Eventually() {}

  /** Repeats the check until it holds; fails with its last failure. */
  public static void holds(Check check) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }
}
