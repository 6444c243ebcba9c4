package io.holdfast.core.data;

import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A time in epoch seconds for each entry, in the least of three forms that holds them: one time for
 * all, int32 distances from the earliest if the latest is less than 2³¹ seconds (68 years) away, or
 * int64. Immutable and thread-safe.
 */
final class TimeColumn {

  private final int size;
  private final long earliest;
  private final long latest;
  private final int @Nullable [] distances;
  private final long @Nullable [] wide;

  private TimeColumn(
      int size, long earliest, long latest, int @Nullable [] distances, long @Nullable [] wide) {
    this.size = size;
    this.earliest = earliest;
    this.latest = latest;
    this.distances = distances;
    this.wide = wide;
  }

  /**
   * {@code size} times, asked for twice: first to see how far apart they are, so that nothing wider
   * than the result is ever held.
   */
  static TimeColumn of(int size, IntToLongFunction time) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (int entry = 0; entry < size; entry++) {
      earliest = Math.min(earliest, time.applyAsLong(entry));
      latest = Math.max(latest, time.applyAsLong(entry));
    }
    if (size == 0 || earliest == latest) {
      return new TimeColumn(size, earliest, latest, null, null);
    }
    long span = latest - earliest;
    if (span > Integer.MAX_VALUE || span < 0) {
      long[] wide = new long[size];
      for (int entry = 0; entry < size; entry++) {
        wide[entry] = time.applyAsLong(entry);
      }
      return new TimeColumn(size, earliest, latest, null, wide);
    }
    int[] distances = new int[size];
    for (int entry = 0; entry < size; entry++) {
      distances[entry] = (int) (time.applyAsLong(entry) - earliest);
    }
    return new TimeColumn(size, earliest, latest, distances, null);
  }

  long at(int entry) {
    if (wide != null) {
      return wide[entry];
    }
    return distances == null ? earliest : earliest + distances[entry];
  }

  /**
   * The latest time.
   *
   * @throws IllegalArgumentException if there is none
   */
  long latest() {
    if (size == 0) {
      throw new IllegalArgumentException("there are no interactions");
    }
    return latest;
  }
}
