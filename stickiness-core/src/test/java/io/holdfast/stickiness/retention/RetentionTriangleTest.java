package io.holdfast.stickiness.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small tables, counted by hand. */
class RetentionTriangleTest {

  private final RetentionEvents events = new RetentionEvents();
  private String zone = "UTC";
  private PeriodUnit unit = PeriodUnit.DAY;
  private CohortKind cohort = CohortKind.FIRST_TIME;
  private RetentionMeasure measure = RetentionMeasure.ON;
  private WindowKind windows = WindowKind.CALENDAR;
  private int periods = 4;

  private void active(int user, String... times) {
    for (String time : times) {
      events.add(user, Instant.parse(time).toEpochMilli(), true, true);
    }
  }

  private RetentionTriangle triangle(String first, String watermark) {
    return RetentionTriangle.measure(
        events,
        new RetentionQuery(
            new PeriodCalendar(unit, ZoneId.of(zone), DayOfWeek.MONDAY),
            cohort,
            measure,
            windows,
            Instant.parse(first),
            periods,
            Instant.parse(watermark)));
  }

  private static List<List<Integer>> table(
      RetentionTriangle triangle, ToIntBiFunction<RetentionCohort, Integer> count) {
    return triangle.cohorts().stream()
        .map(
            cohort ->
                IntStream.range(0, cohort.columns())
                    .mapToObj(k -> count.applyAsInt(cohort, k))
                    .toList())
        .toList();
  }

  private static List<List<Integer>> returned(RetentionTriangle triangle) {
    return table(triangle, RetentionCohort::returned);
  }

  private static List<List<Integer>> matured(RetentionTriangle triangle) {
    return table(triangle, RetentionCohort::matured);
  }

  private void threeUsers() {
    active(0, "2026-01-01T10:00:00Z", "2026-01-02T09:00:00Z", "2026-01-04T23:00:00Z");
    active(1, "2026-01-01T23:00:00Z", "2026-01-02T01:00:00Z", "2026-01-03T22:30:00Z");
    active(2, "2026-01-03T12:00:00Z");
  }

  @Test
  void calendarDaysOfFirstTimeUsers() {
    threeUsers();

    RetentionTriangle triangle = triangle("2026-01-01T00:00:00Z", "2026-01-04T23:30:00Z");

    assertThat(triangle.cohorts()).extracting(RetentionCohort::size).containsExactly(2, 0, 1, 0);
    assertThat(triangle.cohorts().get(1).start()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(returned(triangle))
        .containsExactly(List.of(2, 2, 1, 1), List.of(0, 0, 0), List.of(1, 0), List.of(0));
    assertThat(matured(triangle))
        .containsExactly(List.of(2, 2, 2, 0), List.of(0, 0, 0), List.of(1, 0), List.of(0));
    assertThat(triangle.curve().points())
        .containsExactly(
            new RetentionPoint(0, 3, 3),
            new RetentionPoint(1, 2, 2),
            new RetentionPoint(2, 1, 2),
            new RetentionPoint(3, 0, 0));
  }

  @Test
  void rollingDaysBeginAtEachUsersAnchor() {
    threeUsers();
    windows = WindowKind.ROLLING;

    RetentionTriangle triangle = triangle("2026-01-01T00:00:00Z", "2026-01-04T23:30:00Z");

    // User 1 comes back after 2 and after 47.5 hours, user 0 after 23 and after 85.
    assertThat(returned(triangle).getFirst()).containsExactly(2, 1, 0, 1);
    // By then 85.5 and 72.5 hours have passed for users 0 and 1: three whole days each.
    assertThat(matured(triangle).getFirst()).containsExactly(2, 2, 2, 0);
    assertThat(matured(triangle).get(2)).containsExactly(1, 0);
  }

  @Test
  void aReturnIsSeenBeforeItCounts() {
    threeUsers();
    RetentionCohort first =
        triangle("2026-01-01T00:00:00Z", "2026-01-04T23:30:00Z").cohorts().getFirst();

    assertThat(first.returned(3)).isEqualTo(1);
    assertThat(first.point(3)).isEqualTo(new RetentionPoint(3, 0, 0));
  }

  @Test
  void recurringUsersJoinEveryCohortOfTheirStarts() {
    threeUsers();
    cohort = CohortKind.RECURRING;

    RetentionTriangle triangle = triangle("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z");

    assertThat(triangle.cohorts()).extracting(RetentionCohort::size).containsExactly(2, 2, 2, 1);
    assertThat(returned(triangle))
        .containsExactly(List.of(2, 2, 1, 1), List.of(2, 1, 1), List.of(2, 0), List.of(1));
    assertThat(matured(triangle))
        .containsExactly(List.of(2, 2, 2, 2), List.of(2, 2, 2), List.of(2, 2), List.of(1));
  }

  @Test
  void startAndReturnEventsMayDiffer() {
    events.add(0, Instant.parse("2026-01-01T08:00:00Z").toEpochMilli(), false, true);
    events.add(0, Instant.parse("2026-01-01T09:00:00Z").toEpochMilli(), true, false);
    events.add(0, Instant.parse("2026-01-02T09:00:00Z").toEpochMilli(), true, false);
    events.add(0, Instant.parse("2026-01-03T09:00:00Z").toEpochMilli(), false, true);
    events.add(1, Instant.parse("2026-01-01T09:00:00Z").toEpochMilli(), false, true);

    RetentionTriangle triangle = triangle("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z");

    // The return before the start does not count, nor does the user who never started.
    assertThat(returned(triangle).getFirst()).containsExactly(0, 0, 1, 0);
    assertThat(matured(triangle).getFirst()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void onOrAfterFollowsEveryMemberOfACohortEquallyLong() {
    windows = WindowKind.ROLLING;
    measure = RetentionMeasure.ON_OR_AFTER;
    active(0, "2026-01-01T00:00:00Z", "2026-01-03T23:00:00Z");
    active(1, "2026-01-01T23:00:00Z", "2026-01-03T00:00:00Z", "2026-01-04T23:30:00Z");

    RetentionTriangle triangle = triangle("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z");

    // At the watermark the earliest member has had 4 whole days, the latest possible one 3: user
    // 1's return in the fourth day is beyond the follow-up, however soon it came by the calendar.
    assertThat(returned(triangle).getFirst()).containsExactly(2, 2, 1, 1);
    assertThat(matured(triangle).getFirst()).containsExactly(2, 2, 2, 1);
    assertThat(triangle.cohorts().getFirst().point(3)).isEqualTo(new RetentionPoint(3, 0, 1));
  }

  @Test
  void aBracketIsOneColumnAndMaturesAtItsEnd() {
    threeUsers();
    measure = new RetentionMeasure.Bracket(1, 3);
    periods = 3;

    RetentionTriangle triangle = triangle("2026-01-01T00:00:00Z", "2026-01-04T12:00:00Z");

    assertThat(returned(triangle)).containsExactly(List.of(2), List.of(0), List.of(0));
    assertThat(matured(triangle)).containsExactly(List.of(2), List.of(0), List.of(0));
    assertThat(matured(triangle("2026-01-01T00:00:00Z", "2026-01-06T00:00:00Z")))
        .containsExactly(List.of(2), List.of(0), List.of(1));
  }

  @Test
  void calendarDaysFollowTheClocksOfTheZone() {
    zone = "Europe/Berlin";
    periods = 3;
    // 28 March 22:30, 29 March 23:30 (a day of 23 hours) and 30 March 00:30, local time.
    active(0, "2026-03-28T21:30:00Z", "2026-03-29T21:30:00Z");
    active(1, "2026-03-28T21:30:00Z", "2026-03-29T22:30:00Z");

    RetentionTriangle triangle = triangle("2026-03-28T12:00:00Z", "2026-03-29T22:00:00Z");

    assertThat(returned(triangle).getFirst()).containsExactly(2, 1, 1);
    assertThat(matured(triangle).getFirst()).containsExactly(2, 2, 0);
  }

  @Test
  void usersWhoStartedBeforeTheFirstCohortAreInNone() {
    active(0, "2025-12-31T23:59:59Z", "2026-01-01T10:00:00Z");

    assertThat(triangle("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z").cohorts())
        .extracting(RetentionCohort::size)
        .containsOnly(0);
    cohort = CohortKind.RECURRING;
    assertThat(triangle("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z").cohorts())
        .extracting(RetentionCohort::size)
        .containsExactly(1, 0, 0, 0);
  }

  @Test
  void trendFollowsOneColumnFromCohortToCohort() {
    threeUsers();

    List<RetentionTriangle.Cell> trend =
        triangle("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z").trend(1);

    assertThat(trend)
        .containsExactly(
            new RetentionTriangle.Cell(
                Instant.parse("2026-01-01T00:00:00Z"), new RetentionPoint(1, 2, 2)),
            new RetentionTriangle.Cell(
                Instant.parse("2026-01-02T00:00:00Z"), new RetentionPoint(1, 0, 0)),
            new RetentionTriangle.Cell(
                Instant.parse("2026-01-03T00:00:00Z"), new RetentionPoint(1, 0, 1)));
  }

  @Test
  void knowsTheSpanOfItsEvents() {
    assertThat(events.earliestStart()).isEmpty();
    assertThat(events.latest()).isEmpty();

    events.add(0, 5_000, false, true);
    events.add(0, 7_000, true, false);
    events.add(0, 9_000, false, false);

    assertThat(events.size()).isEqualTo(2);
    assertThat(events.earliestStart()).hasValue(Instant.ofEpochMilli(7_000));
    assertThat(events.latest()).hasValue(Instant.ofEpochMilli(9_000));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> events.add(-1, 0, true, true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> events.add(0, Long.MAX_VALUE, true, true));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetentionMeasure.Bracket(2, 2));
    periods = 0;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> triangle("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RetentionCohort(Instant.EPOCH, 1, new int[] {2}, new int[] {1}, new int[] {1}));
  }
}
