package io.holdfast.stickiness.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of clocks from the IANA time zone database as the JDK carries it. */
class PeriodCalendarTest {

  private static PeriodCalendar calendar(PeriodUnit unit, String zone) {
    return new PeriodCalendar(unit, ZoneId.of(zone), DayOfWeek.MONDAY);
  }

  private static List<Duration> lengths(PeriodCalendar calendar, String from, int count) {
    List<Duration> lengths = new ArrayList<>();
    Instant start = calendar.startOf(Instant.parse(from));
    for (int i = 0; i < count; i++) {
      Instant end = calendar.endOf(start);
      lengths.add(Duration.between(start, end));
      start = end;
    }
    return lengths;
  }

  @Test
  void daysOfBerlinHaveTwentyThreeAndTwentyFiveHoursWhenTheClocksChange() {
    PeriodCalendar days = calendar(PeriodUnit.DAY, "Europe/Berlin");

    assertThat(days.startOf(Instant.parse("2026-03-29T12:00:00Z")))
        .isEqualTo("2026-03-28T23:00:00Z");
    assertThat(lengths(days, "2026-03-28T12:00:00Z", 3))
        .containsExactly(Duration.ofHours(24), Duration.ofHours(23), Duration.ofHours(24));
    assertThat(lengths(days, "2026-10-24T12:00:00Z", 3))
        .containsExactly(Duration.ofHours(24), Duration.ofHours(25), Duration.ofHours(24));
  }

  @Test
  void aRepeatedHourIsTwoHours() {
    assertThat(lengths(calendar(PeriodUnit.HOUR, "Europe/Berlin"), "2026-10-24T23:30:00Z", 4))
        .containsOnly(Duration.ofHours(1));
  }

  @Test
  void hoursBeginAtFullHoursOfTheLocalClock() {
    PeriodCalendar hours = calendar(PeriodUnit.HOUR, "Asia/Kolkata");

    assertThat(hours.startOf(Instant.parse("2026-01-05T10:29:59Z")))
        .isEqualTo("2026-01-05T09:30:00Z");
    assertThat(hours.endOf(Instant.parse("2026-01-05T10:29:59Z")))
        .isEqualTo("2026-01-05T10:30:00Z");
  }

  @Test
  void aChangeOfHalfAnHourMakesHalfHours() {
    PeriodCalendar hours = calendar(PeriodUnit.HOUR, "Australia/Lord_Howe");

    // On 2026-04-05 at 02:00 (15:00 UTC) clocks go back to 01:30, on 10-04 at 02:00 on to 02:30.
    assertThat(lengths(hours, "2026-04-04T14:00:00Z", 4))
        .containsExactly(
            Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(1));
    assertThat(lengths(hours, "2026-10-03T14:30:00Z", 4))
        .containsExactly(
            Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(1));
    assertThat(hours.startOf(Instant.parse("2026-04-04T15:20:00Z")))
        .isEqualTo("2026-04-04T15:00:00Z");
  }

  @Test
  void aSkippedDateIsNoPeriod() {
    PeriodCalendar days = calendar(PeriodUnit.DAY, "Pacific/Apia");

    // Samoa went from 29 to 31 December 2011.
    assertThat(
            days.count(
                Instant.parse("2011-12-29T12:00:00Z"), Instant.parse("2011-12-30T12:00:00Z")))
        .isEqualTo(2);
    assertThat(lengths(days, "2011-12-29T12:00:00Z", 3)).containsOnly(Duration.ofDays(1));
  }

  @Test
  void weeksBeginOnTheChosenDay() {
    Instant wednesday = Instant.parse("2026-01-07T08:00:00Z");
    PeriodCalendar sunday = new PeriodCalendar(PeriodUnit.WEEK, ZoneOffset.UTC, DayOfWeek.SUNDAY);

    assertThat(calendar(PeriodUnit.WEEK, "UTC").startOf(wednesday))
        .isEqualTo("2026-01-05T00:00:00Z");
    assertThat(sunday.startOf(wednesday)).isEqualTo("2026-01-04T00:00:00Z");
    assertThat(sunday.endOf(wednesday)).isEqualTo("2026-01-11T00:00:00Z");
  }

  @Test
  void monthsAreThoseOfTheCalendar() {
    PeriodCalendar months = calendar(PeriodUnit.MONTH, "UTC");

    assertThat(lengths(months, "2027-12-31T00:00:00Z", 3))
        .containsExactly(Duration.ofDays(31), Duration.ofDays(31), Duration.ofDays(29));
    assertThat(
            months.count(
                Instant.parse("2026-11-30T23:59:59Z"), Instant.parse("2027-02-01T00:00:00Z")))
        .isEqualTo(4);
  }

  @Test
  void refusesATimeBeforeTheFirstAndTooManyPeriods() {
    PeriodCalendar hours = calendar(PeriodUnit.HOUR, "UTC");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours.count(Instant.ofEpochSecond(1), Instant.EPOCH));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours.count(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(400))))
        .withMessageContaining("3660");
  }

  @Test
  void namesAreThoseOfTheCommandLine() {
    assertThat(PeriodUnit.of("week")).isEqualTo(PeriodUnit.WEEK);
    assertThat(CohortKind.of("first-time")).isEqualTo(CohortKind.FIRST_TIME);
    assertThat(WindowKind.of("calendar")).isEqualTo(WindowKind.CALENDAR);
    assertThatIllegalArgumentException().isThrownBy(() -> PeriodUnit.of("year"));
    assertThatIllegalArgumentException().isThrownBy(() -> CohortKind.of("second-time"));
    assertThatIllegalArgumentException().isThrownBy(() -> WindowKind.of("DAY"));
  }
}
