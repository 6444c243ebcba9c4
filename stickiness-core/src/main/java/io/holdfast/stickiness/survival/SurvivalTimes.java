package io.holdfast.stickiness.survival;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Right-censored times of a group, grouped by equal times: of the users with time tᵢ, how many had
 * the event (came back) then, and how many were only watched until then. These counts are all that
 * survival analysis needs, and they add up over groups.
 *
 * <p>A user who is censored at the very time of another's event counts as at risk of it.
 *
 * <p>Immutable and thread-safe.
 */
public final class SurvivalTimes {

  private final double[] times;
  private final long[] events;
  private final long[] censored;
  private final long users;

  private SurvivalTimes(SortedMap<Double, long[]> counts) {
    times = counts.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    events = counts.values().stream().mapToLong(count -> count[0]).toArray();
    censored = counts.values().stream().mapToLong(count -> count[1]).toArray();
    users = Arrays.stream(events).sum() + Arrays.stream(censored).sum();
  }

  /**
   * From one time a user.
   *
   * @param times any order and unit
   * @param observed whether the event happened at that time; otherwise the time is censored
   * @throws IllegalArgumentException if the lengths differ or a time is negative or no number
   */
  public static SurvivalTimes of(double[] times, boolean[] observed) {
    if (times.length != observed.length) {
      throw new IllegalArgumentException(
          "%d times, but %d marks of censoring".formatted(times.length, observed.length));
    }
    Builder builder = new Builder();
    for (int user = 0; user < times.length; user++) {
      builder.add(times[user], observed[user] ? 1 : 0, observed[user] ? 0 : 1);
    }
    return builder.build();
  }

  /** How many users there are. */
  public long users() {
    return users;
  }

  /** How many different times there are. */
  int size() {
    return times.length;
  }

  double time(int i) {
    return times[i];
  }

  long events(int i) {
    return events[i];
  }

  long censored(int i) {
    return censored[i];
  }

  /** Collects counts by time. Not thread-safe. */
  public static final class Builder {

    private final SortedMap<Double, long[]> counts = new TreeMap<>();

    /**
     * Adds users with the same time.
     *
     * @param time when they had the event or were last watched
     * @param events how many had the event
     * @param censored how many were last watched
     * @throws IllegalArgumentException if the time is negative or no number, or a count is negative
     */
    public Builder add(double time, long events, long censored) {
      if (!(time >= 0 && time < Double.POSITIVE_INFINITY) || events < 0 || censored < 0) {
        throw new IllegalArgumentException(
            "%d events and %d censored at time %s".formatted(events, censored, time));
      }
      if (events + censored > 0) {
        long[] count = counts.computeIfAbsent(time, _ -> new long[2]);
        count[0] += events;
        count[1] += censored;
      }
      return this;
    }

    /** The times so far. */
    public SurvivalTimes build() {
      return new SurvivalTimes(counts);
    }
  }
}
