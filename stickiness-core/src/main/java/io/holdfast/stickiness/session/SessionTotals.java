package io.holdfast.stickiness.session;

import java.time.Duration;
import java.util.Collection;

/**
 * A user's sessions added up: the numerator and the denominator of mean session length.
 *
 * @param sessions how many sessions
 * @param length their lengths added up
 */
public record SessionTotals(long sessions, Duration length) {

  /** Adds up sessions. */
  public static SessionTotals of(Collection<Session> sessions) {
    return new SessionTotals(
        sessions.size(),
        sessions.stream().map(Session::length).reduce(Duration.ZERO, Duration::plus));
  }

  /** The summed length in seconds, fractions kept. */
  public double seconds() {
    return length.toSeconds() + length.toNanosPart() / 1e9;
  }
}
