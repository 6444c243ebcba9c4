package io.holdfast.stickiness.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * The days [{@code fromDay}, {@code toDay}) after a user's anchor, each a rolling 24 hours: the
 * window [24·fromDay, 24·toDay) h. Day n is [n, n + 1); day 0 starts with the anchor itself.
 *
 * @param fromDay first day, at least 0
 * @param toDay the day after the last one
 */
public record RetentionWindow(int fromDay, int toDay) {

  /**
   * Checks the days.
   *
   * @throws IllegalArgumentException if they are negative or the window is empty
   */
  public RetentionWindow {
    if (fromDay < 0 || toDay <= fromDay) {
      throw new IllegalArgumentException(
          "Retention window [%d, %d) is not a range of days".formatted(fromDay, toDay));
    }
  }

  /** Day n: [24 n, 24 (n + 1)) hours after the anchor. */
  public static RetentionWindow day(int n) {
    return new RetentionWindow(n, Math.addExact(n, 1));
  }

  /** The bracket [a, b) of days. */
  public static RetentionWindow bracket(int a, int b) {
    return new RetentionWindow(a, b);
  }

  /** The day after the anchor that a time falls in; negative before the anchor. */
  public static long dayOf(Instant anchor, Instant time) {
    return Math.floorDiv(
        Duration.between(anchor, time).getSeconds(), Duration.ofDays(1).getSeconds());
  }

  /** When the window opens, inclusive. */
  public Instant opensAt(Instant anchor) {
    return anchor.plus(Duration.ofDays(fromDay));
  }

  /** When the window has wholly elapsed: its end, exclusive. */
  public Instant maturedAt(Instant anchor) {
    return anchor.plus(Duration.ofDays(toDay));
  }

  /** When day n after the anchor has wholly elapsed. */
  public static Instant maturedAt(Instant anchor, int n) {
    return day(n).maturedAt(anchor);
  }

  /** Whether the whole window lies before the watermark, so that a missing return is one. */
  public boolean isMatured(Instant anchor, Instant watermark) {
    return !watermark.isBefore(maturedAt(anchor));
  }

  /** Whether a time falls inside the window. */
  public boolean contains(Instant anchor, Instant time) {
    return !time.isBefore(opensAt(anchor)) && time.isBefore(maturedAt(anchor));
  }

  /**
   * The part of a user's activity inside the window.
   *
   * @param activity times in ascending order, as in {@link UserActivity}
   * @return a view, found by binary search
   */
  public List<Instant> within(Instant anchor, List<Instant> activity) {
    int from = firstNotBefore(activity, opensAt(anchor));
    int to = firstNotBefore(activity, maturedAt(anchor));
    return activity.subList(from, to);
  }

  /** Whether the user was active inside the window. */
  public boolean isReturn(UserActivity user) {
    return !within(user.anchor(), user.times()).isEmpty();
  }

  private static int firstNotBefore(List<Instant> sorted, Instant time) {
    int found = Collections.binarySearch(sorted, time);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && sorted.get(found - 1).equals(time)) {
      found--;
    }
    return found;
  }
}
