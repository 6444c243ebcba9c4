package io.holdfast.contracts.clock;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time as told by {@code ClockAdvanced} events ({@code holdfast.clock=event}, for the demo and
 * replays): now is the last time advanced to, and {@link #BEGINNING} before the first. It never
 * goes back, so events that come twice or out of order do no harm.
 */
public final class EventClock implements Clock {
  /** What {@link #now()} is before anything advanced the clock. */
  public static final Instant BEGINNING = Instant.EPOCH;

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGINNING);

  @Override
  public Instant now() {
    return now.get();
  }

  /**
   * Moves time on; a time that is not later than now changes nothing.
   *
   * @return now
   */
  public Instant advance(Instant to) {
    return now.accumulateAndGet(to, (current, next) -> next.isAfter(current) ? next : current);
  }
}
