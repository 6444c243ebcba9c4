package io.holdfast.stickiness.retention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;

/**
 * Hours, days, weeks or months of a time zone. Each begins where the previous one ends, whatever
 * the clocks do: the day on which they go forward has 23 hours, a date that a zone skips is no
 * period. An hour begins when the minutes of the local clock are 0, or, if a change of less than an
 * hour leaves that time out or repeats it, at the change.
 *
 * <p>Immutable and thread-safe.
 *
 * @param unit what the periods are
 * @param zone whose clocks
 * @param weekStart the first day of a week; without effect on other units
 */
public record PeriodCalendar(PeriodUnit unit, ZoneId zone, DayOfWeek weekStart) {

  /** Refuses null. */
  public PeriodCalendar {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(weekStart, "weekStart");
  }

  /** The first moment of the period that holds a time. */
  public Instant startOf(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    if (unit != PeriodUnit.HOUR) {
      return firstDate(local.toLocalDate()).atStartOfDay(zone).toInstant();
    }
    Instant start = local.truncatedTo(ChronoUnit.HOURS).toInstant();
    for (Instant next = nextHour(start); !next.isAfter(time); next = nextHour(next)) {
      start = next;
    }
    return start;
  }

  /** The first moment after the period that holds a time. */
  public Instant endOf(Instant time) {
    Instant start = startOf(time);
    if (unit == PeriodUnit.HOUR) {
      return nextHour(start);
    }
    LocalDate date = firstDate(start.atZone(zone).toLocalDate());
    Instant end = start;
    while (!end.isAfter(start)) {
      date = nextDate(date);
      end = date.atStartOfDay(zone).toInstant();
    }
    return end;
  }

  /**
   * How many periods there are from the one that holds one time to the one that holds another, both
   * included.
   *
   * @throws IllegalArgumentException if the second time is before the first, or there are more than
   *     {@link RetentionQuery#MAX_PERIODS}
   */
  public int count(Instant first, Instant last) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("%s is before %s".formatted(last, first));
    }
    int count = 1;
    for (Instant end = endOf(first); !end.isAfter(last); end = endOf(end)) {
      count++;
      if (count > RetentionQuery.MAX_PERIODS) {
        throw new IllegalArgumentException(
            "More than %d periods of a %s from %s to %s"
                .formatted(RetentionQuery.MAX_PERIODS, unit.id(), first, last));
      }
    }
    return count;
  }

  private LocalDate firstDate(LocalDate date) {
    return switch (unit) {
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(weekStart));
      case MONTH -> date.withDayOfMonth(1);
      default -> date;
    };
  }

  private LocalDate nextDate(LocalDate date) {
    return switch (unit) {
      case WEEK -> date.plusWeeks(1);
      case MONTH -> date.plusMonths(1);
      default -> date.plusDays(1);
    };
  }

  /** The next full hour of the local clock, or the change that takes its place. */
  private Instant nextHour(Instant start) {
    ZonedDateTime later = start.atZone(zone).plusHours(1);
    Instant full = later.truncatedTo(ChronoUnit.HOURS).toInstant();
    return full.isAfter(start) ? full : later.toInstant();
  }
}
