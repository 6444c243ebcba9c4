package io.holdfast.stickiness.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.stickiness.retention.CohortKind;
import io.holdfast.stickiness.retention.PeriodCalendar;
import io.holdfast.stickiness.retention.PeriodUnit;
import io.holdfast.stickiness.retention.RetentionCohort;
import io.holdfast.stickiness.retention.RetentionEvents;
import io.holdfast.stickiness.retention.RetentionMeasure;
import io.holdfast.stickiness.retention.RetentionPoint;
import io.holdfast.stickiness.retention.RetentionQuery;
import io.holdfast.stickiness.retention.RetentionTriangle;
import io.holdfast.stickiness.retention.WindowKind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Bitmaps beside the triangle that is measured from events. */
class RetentionBitmapsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate COMPLETE = FIRST.plusDays(50);

  private static RetentionTriangle measured(
      DailyUsers users, CohortKind cohort, IntPredicate group) {
    return measured(users, cohort, group, RetentionMeasure.ON);
  }

  private static RetentionTriangle measured(
      DailyUsers users, CohortKind cohort, IntPredicate group, RetentionMeasure measure) {
    RetentionEvents events = new RetentionEvents();
    for (int day = 0; day < users.days().size(); day++) {
      Instant noon = FIRST.plusDays(day).atTime(12, 0).atZone(BERLIN).toInstant();
      users
          .days()
          .get(day)
          .users()
          .filter(group)
          .forEach(user -> events.add(user, noon.toEpochMilli(), true, true));
    }
    Instant from = FIRST.atStartOfDay(BERLIN).toInstant();
    return RetentionTriangle.measure(
        events,
        new RetentionQuery(
            new PeriodCalendar(PeriodUnit.DAY, BERLIN, DayOfWeek.MONDAY),
            cohort,
            measure,
            WindowKind.CALENDAR,
            from,
            users.days().size(),
            COMPLETE.plusDays(1).atStartOfDay(BERLIN).toInstant().plus(Duration.ofHours(3))));
  }

  private static List<List<Object>> cells(RetentionTriangle triangle) {
    List<List<Object>> cells = new ArrayList<>();
    for (RetentionCohort cohort : triangle.cohorts()) {
      for (int k = 0; k < cohort.columns(); k++) {
        cells.add(
            List.of(
                cohort.start(),
                cohort.size(),
                cohort.returned(k),
                cohort.matured(k),
                cohort.point(k)));
      }
    }
    return cells;
  }

  @Property(tries = 20, seed = "20261126")
  void firstTimeCohortsOfDisjointGroups(@ForAll Random random) {
    DailyUsers users = DailyUsersTest.random(random);
    RetentionBitmaps bitmaps =
        new RetentionBitmaps(users, users.firstTimeCohorts().days(), BERLIN, COMPLETE);
    UserSet all = UserSet.union(users.days());
    UserSet even = UserSet.of(all.users().filter(user -> user % 2 == 0).toArray());

    List<RetentionTriangle> groups = bitmaps.triangles(List.of(even, all.minus(even)));

    assertThat(cells(bitmaps.triangle()))
        .isEqualTo(cells(measured(users, CohortKind.FIRST_TIME, _ -> true)));
    assertThat(cells(groups.get(0)))
        .isEqualTo(cells(measured(users, CohortKind.FIRST_TIME, user -> user % 2 == 0)));
    assertThat(cells(groups.get(1)))
        .isEqualTo(cells(measured(users, CohortKind.FIRST_TIME, user -> user % 2 == 1)));
  }

  @Property(tries = 20, seed = "20261127")
  void recurringCohortsAndOverlappingGroups(@ForAll Random random) {
    DailyUsers users = DailyUsersTest.random(random);
    RetentionBitmaps bitmaps = new RetentionBitmaps(users, users.days(), BERLIN, COMPLETE);
    UserSet all = UserSet.union(users.days());
    UserSet few = UserSet.of(all.users().limit(3).toArray());

    List<RetentionTriangle> groups = bitmaps.triangles(List.of(all, few));

    assertThat(cells(groups.get(0)))
        .isEqualTo(cells(measured(users, CohortKind.RECURRING, _ -> true)));
    assertThat(cells(groups.get(1)))
        .isEqualTo(cells(measured(users, CohortKind.RECURRING, few::contains)));
    assertThat(cells(bitmaps.triangle())).isEqualTo(cells(groups.get(0)));
  }

  @Property(tries = 20, seed = "20261128")
  void bracketsOfCalendarDays(@ForAll Random random) {
    DailyUsers users = DailyUsersTest.random(random);
    int from = random.nextInt(5);
    int to = from + 1 + random.nextInt(8);
    List<UserSet> cohorts = users.firstTimeCohorts().days();

    RetentionTriangle expected =
        measured(users, CohortKind.FIRST_TIME, _ -> true, new RetentionMeasure.Bracket(from, to));

    for (int day = 0; day < cohorts.size(); day++) {
      RetentionPoint point =
          users.retentionWithin(cohorts.get(day), FIRST.plusDays(day), from, to, COMPLETE);
      assertThat(point.returned()).isEqualTo(expected.cohorts().get(day).point(0).returned());
      assertThat(point.matured()).isEqualTo(expected.cohorts().get(day).point(0).matured());
    }
  }

  @Test
  void usersOutsideAllCohortsDoNotCount() {
    DailyUsers users = new DailyUsers(FIRST, List.of(UserSet.of(1, 2), UserSet.of(0, 2, 70_000)));
    RetentionBitmaps bitmaps =
        new RetentionBitmaps(users, List.of(UserSet.of(1, 2), UserSet.EMPTY), BERLIN, COMPLETE);

    RetentionCohort cohort = bitmaps.triangle().cohorts().getFirst();

    assertThat(cohort.returned(0)).isEqualTo(2);
    assertThat(cohort.returned(1)).isEqualTo(1);
    assertThat(bitmaps.triangle().cohorts().getLast().size()).isZero();
  }

  @Test
  void refusesMoreCohortsThanDaysAndEmptyBrackets() {
    DailyUsers none = new DailyUsers(FIRST, List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionBitmaps(none, List.of(UserSet.EMPTY), BERLIN, COMPLETE));
  }
}
