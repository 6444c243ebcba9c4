package io.holdfast.experiment.decision;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long to leave an experiment alone after its results could not be had: twice as long after
 * each failure in a row, from a second up to a limit. Real time, whatever the clock of the events
 * says. Thread-safe.
 */
final class AskLater {
  private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
  private final long longestNanos;
  private final LongSupplier nanoTime;

  /**
   * Remembers nothing yet.
   *
   * @param longest the limit
   * @param nanoTime the monotonic time, e.g. {@code System::nanoTime}
   */
  AskLater(Duration longest, LongSupplier nanoTime) {
    this.longestNanos = longest.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether the experiment may be asked about now. */
  boolean mayAsk(String key) {
    Pause pause = pauses.get(key);
    return pause == null || nanoTime.getAsLong() - pause.until() >= 0;
  }

  void failed(String key) {
    pauses.compute(
        key,
        (ignored, before) -> {
          long length =
              Math.min(longestNanos, before == null ? FIRST_NANOS : 2 * before.lengthNanos());
          return new Pause(nanoTime.getAsLong() + length, length);
        });
  }

  void answered(String key) {
    pauses.remove(key);
  }

  private record Pause(long until, long lengthNanos) {}
}
