package io.holdfast.stickiness.activity;

import java.time.LocalDate;

/**
 * How the active users of one window came about from those of the window before it. Every user
 * active in either is counted exactly once:
 *
 * <pre>
 * active now    = newUsers + retained + resurrected
 * active before = retained + dormant
 * now − before  = newUsers + resurrected − dormant
 * </pre>
 *
 * @param lastDay the last day of the window
 * @param window its length in days, and that of the one before it
 * @param newUsers active for the first time ever
 * @param retained active in both windows
 * @param resurrected active now and once, but not in the window before
 * @param dormant active in the window before, but not now
 */
public record GrowthAccounting(
    LocalDate lastDay, int window, long newUsers, long retained, long resurrected, long dormant) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if the window is empty or a count is negative
   */
  public GrowthAccounting {
    if (window < 1 || Math.min(Math.min(newUsers, retained), Math.min(resurrected, dormant)) < 0) {
      throw new IllegalArgumentException(
          "Growth over %d days to %s: %d new, %d retained, %d resurrected, %d dormant"
              .formatted(window, lastDay, newUsers, retained, resurrected, dormant));
    }
  }

  /**
   * With those of other users, whom this does not count.
   *
   * @throws IllegalArgumentException if the windows differ
   */
  public GrowthAccounting plus(GrowthAccounting others) {
    if (!others.lastDay.equals(lastDay) || others.window != window) {
      throw new IllegalArgumentException("Growth of %s and %s".formatted(this, others));
    }
    return new GrowthAccounting(
        lastDay,
        window,
        newUsers + others.newUsers,
        retained + others.retained,
        resurrected + others.resurrected,
        dormant + others.dormant);
  }

  /** Users active in the window. */
  public long active() {
    return newUsers + retained + resurrected;
  }

  /** Users active in the window before. */
  public long activeBefore() {
    return retained + dormant;
  }

  /** By how many users the window has more than the one before. */
  public long change() {
    return newUsers + resurrected - dormant;
  }
}
