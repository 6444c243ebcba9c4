package io.holdfast.stickiness.retention;

import java.time.Instant;
import java.util.Objects;

/**
 * What to ask of {@link RetentionEvents}: a triangle of N cohorts, one a calendar period, and their
 * retention in the periods after.
 *
 * @param calendar the periods that make the cohorts, and also the windows if these are calendar
 *     ones
 * @param cohort who belongs to the cohort of a period
 * @param measure which periods after the anchor count
 * @param windows where these begin and end
 * @param first a time in the period of the first cohort; users whose very first start event is
 *     earlier are in no first-time cohort
 * @param periods N, how many cohorts, at least 1
 * @param watermark up to when all activity is known: a period has matured if it ends there or
 *     before
 */
public record RetentionQuery(
    PeriodCalendar calendar,
    CohortKind cohort,
    RetentionMeasure measure,
    WindowKind windows,
    Instant first,
    int periods,
    Instant watermark) {

  /** The most cohorts of a triangle: ten years of days. Cells grow with the square. */
  public static final int MAX_PERIODS = 3_660;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the number of periods is not in [1, {@value #MAX_PERIODS}]
   */
  public RetentionQuery {
    Objects.requireNonNull(calendar, "calendar");
    Objects.requireNonNull(cohort, "cohort");
    Objects.requireNonNull(measure, "measure");
    Objects.requireNonNull(windows, "windows");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(watermark, "watermark");
    if (periods < 1 || periods > MAX_PERIODS) {
      throw new IllegalArgumentException(
          "%d periods are not between 1 and %d".formatted(periods, MAX_PERIODS));
    }
  }

  /** Columns of a cohort: up to the last cohort's period, one for a bracket. */
  int columns(int cohortNumber) {
    return measure instanceof RetentionMeasure.Bracket ? 1 : periods - cohortNumber;
  }

  /** How many calendar periods the windows of all cohorts reach over. */
  int span() {
    return measure instanceof RetentionMeasure.Bracket bracket ? periods + bracket.to() : periods;
  }
}
