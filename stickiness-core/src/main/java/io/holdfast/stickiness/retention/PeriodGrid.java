package io.holdfast.stickiness.retention;

import java.time.Instant;
import java.util.Arrays;

/** The bounds of consecutive calendar periods in milliseconds since the epoch. Immutable. */
final class PeriodGrid {

  private final long[] bounds;

  private PeriodGrid(long[] bounds) {
    this.bounds = bounds;
  }

  /**
   * The first periods from the one that holds a time.
   *
   * @param count how many
   */
  static PeriodGrid of(PeriodCalendar calendar, Instant first, int count) {
    long[] bounds = new long[count + 1];
    Instant bound = calendar.startOf(first);
    bounds[0] = bound.toEpochMilli();
    for (int period = 1; period <= count; period++) {
      bound = calendar.endOf(bound);
      bounds[period] = bound.toEpochMilli();
    }
    return new PeriodGrid(bounds);
  }

  /** The first moment of a period, or the end of the last one. */
  long start(int period) {
    return bounds[period];
  }

  /** The period that holds a time: −1 before the first one, their number after the last one. */
  int indexOf(long time) {
    int found = Arrays.binarySearch(bounds, time);
    return found >= 0 ? found : -found - 2;
  }
}
