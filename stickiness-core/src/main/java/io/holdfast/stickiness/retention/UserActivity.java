package io.holdfast.stickiness.retention;

import java.time.Instant;
import java.util.List;

/**
 * One user as retention sees them.
 *
 * @param anchor where their days are counted from: in an experiment, the first exposure
 * @param times when they were active, ascending; times before the anchor may be among them
 */
public record UserActivity(Instant anchor, List<Instant> times) {

  /**
   * Copies the times.
   *
   * @throws IllegalArgumentException if the times are not ascending
   */
  public UserActivity {
    times = List.copyOf(times);
    for (int i = 1; i < times.size(); i++) {
      if (times.get(i).isBefore(times.get(i - 1))) {
        throw new IllegalArgumentException(
            "Times not ascending: %s after %s".formatted(times.get(i), times.get(i - 1)));
      }
    }
  }
}
