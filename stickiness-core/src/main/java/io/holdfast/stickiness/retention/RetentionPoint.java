package io.holdfast.stickiness.retention;

import java.util.OptionalDouble;

/**
 * One day of a retention curve.
 *
 * @param day the day after the anchor
 * @param returned matured users who were active on that day
 * @param matured users whose whole day has elapsed: the denominator
 */
public record RetentionPoint(int day, long returned, long matured) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if more returned than matured, or a number is negative
   */
  public RetentionPoint {
    if (day < 0 || returned < 0 || returned > matured) {
      throw new IllegalArgumentException(
          "Retention on day %d: %d of %d".formatted(day, returned, matured));
    }
  }

  /** The share of matured users who returned; empty while none has matured. */
  public OptionalDouble rate() {
    return matured == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) returned / matured);
  }
}
