package io.holdfast.stickiness.activity;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * How many people use the product, and how often.
 *
 * @param day the day that the figures end with
 * @param dailyActive distinct users active on that day (DAU)
 * @param weeklyActive distinct users active on that day or the 6 before it (WAU)
 * @param monthlyActive distinct users active on that day or the 27 before it (MAU)
 */
public record Stickiness(LocalDate day, long dailyActive, long weeklyActive, long monthlyActive) {

  /** Days of a week. */
  public static final int WEEK = 7;

  /** Days of a month: four whole weeks, so that weekdays weigh the same in every month. */
  public static final int MONTH = 28;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException unless 0 ≤ DAU ≤ WAU ≤ MAU
   */
  public Stickiness {
    if (dailyActive < 0 || weeklyActive < dailyActive || monthlyActive < weeklyActive) {
      throw new IllegalArgumentException(
          "Active users on %s: %d a day, %d a week, %d a month"
              .formatted(day, dailyActive, weeklyActive, monthlyActive));
    }
  }

  /** DAU / MAU; empty when nobody was active in the month. */
  public OptionalDouble dailyOverMonthly() {
    return monthlyActive == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) dailyActive / monthlyActive);
  }
}
