package io.holdfast.experiment.flags;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets each caller send so many requests a second on average, and as many at once as fall into one
 * second: the generic cell rate algorithm (ITU-T I.371, annex A, virtual scheduling). A caller's
 * state is one number, the theoretical arrival time of the next request. Thread-safe; takes no
 * locks.
 */
public final class RateLimit {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long nanosPerRequest;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, AtomicLong> arrivals = new ConcurrentHashMap<>();

  /**
   * A limit that nobody has used.
   *
   * @param requestsPerSecond 1 to a thousand million
   */
  public RateLimit(int requestsPerSecond) {
    this(requestsPerSecond, System::nanoTime);
  }

  RateLimit(int requestsPerSecond, LongSupplier nanoTime) {
    if (requestsPerSecond < 1 || requestsPerSecond > SECOND) {
      throw new IllegalArgumentException(
          "must allow 1 to a thousand million requests a second, was " + requestsPerSecond);
    }
    this.nanosPerRequest = SECOND / requestsPerSecond;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts a request, if the caller may send one now.
   *
   * @param caller who, one of a bounded number
   * @return how long the caller must wait; zero if the request is let through
   */
  public Duration request(String caller) {
    long now = nanoTime.getAsLong();
    AtomicLong arrival = arrivals.get(caller);
    if (arrival == null) {
      arrival = arrivals.computeIfAbsent(caller, ignored -> new AtomicLong(now));
    }
    while (true) {
      long expected = arrival.get();
      long ahead = Math.max(0, expected - now);
      if (ahead + nanosPerRequest > SECOND) {
        return Duration.ofNanos(ahead + nanosPerRequest - SECOND);
      }
      if (arrival.compareAndSet(expected, now + ahead + nanosPerRequest)) {
        return Duration.ZERO;
      }
    }
  }
}
