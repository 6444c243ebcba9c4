package io.holdfast.stickiness.activity;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many users were active on exactly 1, 2, … days of a window: L7 for 7 days, L28 for 28.
 *
 * @param lastDay the last day of the window
 * @param users entry k − 1 is the number of users active on exactly k days; its size is the
 *     window's length
 */
public record ActiveDaysHistogram(LocalDate lastDay, List<Long> users) {

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if there is none or one is negative
   */
  public ActiveDaysHistogram {
    users = List.copyOf(users);
    if (users.isEmpty() || users.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("Users by active days: " + users);
    }
  }

  /** The window's length in days. */
  public int window() {
    return users.size();
  }

  /**
   * Users active on exactly {@code days} days.
   *
   * @throws IndexOutOfBoundsException unless 1 ≤ days ≤ window
   */
  public long usersWith(int days) {
    return users.get(days - 1);
  }

  /** Users active on at least one day. */
  public long activeUsers() {
    return users.stream().mapToLong(Long::longValue).sum();
  }

  /** Mean active days of the active users; empty when there is none. */
  public OptionalDouble meanActiveDays() {
    long active = activeUsers();
    if (active == 0) {
      return OptionalDouble.empty();
    }
    long days = 0;
    for (int k = 1; k <= window(); k++) {
      days += k * usersWith(k);
    }
    return OptionalDouble.of((double) days / active);
  }
}
