package io.holdfast.core.filter;

import java.time.Instant;

/**
 * How long an answer holds that depends on the time: until the next moment at which an item passes
 * a bound, either way. Moments are microseconds since 1970, which a double holds exactly until the
 * year 2255. Not thread-safe while it is told moments.
 */
final class Period {
  private final double at;
  private double after = Double.NEGATIVE_INFINITY;
  private double before = Double.POSITIVE_INFINITY;

  /** A period around a moment. */
  Period(double at) {
    this.at = at;
  }

  /** The moment for which the answer was found. */
  double at() {
    return at;
  }

  /** At that moment the answer may be another; no number says nothing. */
  void endsAt(double moment) {
    if (moment <= at) {
      after = Math.max(after, moment);
    }
    if (moment >= at) {
      before = Math.min(before, moment);
    }
  }

  /** Whether the answer holds at that moment. */
  boolean holds(double moment) {
    return moment == at || (after < moment && moment < before);
  }

  static double micros(Instant instant) {
    return instant.getEpochSecond() * 1e6 + instant.getNano() / 1000;
  }
}
