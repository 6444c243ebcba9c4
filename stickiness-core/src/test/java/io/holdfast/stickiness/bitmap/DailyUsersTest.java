package io.holdfast.stickiness.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.stickiness.activity.DailyActivity;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.holdfast.stickiness.retention.RetentionPoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DailyUsersTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 70;

  private static DailyUsers daily(UserSet... days) {
    return new DailyUsers(FIRST, List.of(days));
  }

  /** Some users active every few days, some hardly ever. */
  static DailyUsers random(Random random) {
    int users = 1 + random.nextInt(200);
    List<UserSet> days = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      UserSet.Builder active = new UserSet.Builder();
      for (int user = 0; user < users; user++) {
        if (random.nextInt(4 + user) == 0) {
          active.add(user * 997);
        }
      }
      days.add(active.build());
    }
    return new DailyUsers(FIRST, days);
  }

  private static Map<LocalDate, Set<Integer>> sets(DailyUsers users) {
    Map<LocalDate, Set<Integer>> sets = new HashMap<>();
    for (int day = 0; day < users.days().size(); day++) {
      sets.put(FIRST.plusDays(day), new HashSet<>(users.days().get(day).users().boxed().toList()));
    }
    return sets;
  }

  @Property(tries = 60, seed = "20261124")
  void countsLikeSetsOfUsers(@ForAll Random random, @ForAll @IntRange(max = DAYS + 40) int day) {
    DailyUsers bitmaps = random(random);
    DailyActivity<Integer> sets = new DailyActivity<>(sets(bitmaps));
    LocalDate date = FIRST.plusDays(day - 10);

    assertThat(bitmaps.stickiness(date)).isEqualTo(sets.stickiness(date));
    assertThat(bitmaps.activeDays(date, 7)).isEqualTo(sets.activeDays(date, 7));
    assertThat(bitmaps.activeDays(date, 28)).isEqualTo(sets.activeDays(date, 28));
  }

  @Property(tries = 60, seed = "20261125")
  void growthAddsUp(
      @ForAll Random random,
      @ForAll @IntRange(max = DAYS + 40) int day,
      @ForAll @IntRange(min = 1, max = 28) int window) {
    DailyUsers users = random(random);
    LocalDate date = FIRST.plusDays(day - 10);

    GrowthAccounting growth = users.growth(date, window, users.firstTimeCohorts());

    long active = users.in(date, window).cardinality();
    long before = users.in(date.minusDays(window), window).cardinality();
    assertThat(growth.active()).isEqualTo(active);
    assertThat(growth.activeBefore()).isEqualTo(before);
    assertThat(growth.change()).isEqualTo(active - before);
    assertThat(growth.newUsers()).isEqualTo(firstActive(sets(users), date, window));
  }

  /** Users whose first active day lies in the window. */
  private static long firstActive(
      Map<LocalDate, Set<Integer>> days, LocalDate lastDay, int window) {
    Map<Integer, LocalDate> first = new HashMap<>();
    days.forEach(
        (day, users) ->
            users.forEach(user -> first.merge(user, day, (a, b) -> a.isBefore(b) ? a : b)));
    return first.values().stream()
        .filter(day -> day.isAfter(lastDay.minusDays(window)) && !day.isAfter(lastDay))
        .count();
  }

  @Test
  void newRetainedResurrectedAndDormantUsers() {
    DailyUsers users = daily(UserSet.of(1, 2, 3), UserSet.of(2, 4), UserSet.of(1, 2, 5));

    assertThat(users.growth(FIRST.plusDays(2), 1, users.firstTimeCohorts()))
        .isEqualTo(new GrowthAccounting(FIRST.plusDays(2), 1, 1, 1, 1, 1));
    assertThat(users.growth(FIRST, 1, users.firstTimeCohorts()))
        .isEqualTo(new GrowthAccounting(FIRST, 1, 3, 0, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrowthAccounting(FIRST, 1, -1, 0, 0, 0));
  }

  @Test
  void growthOfDisjointUsersAddsUp() {
    GrowthAccounting some = new GrowthAccounting(FIRST, 7, 1, 2, 3, 4);
    assertThat(some.plus(new GrowthAccounting(FIRST, 7, 10, 20, 30, 40)))
        .isEqualTo(new GrowthAccounting(FIRST, 7, 11, 22, 33, 44));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.plus(new GrowthAccounting(FIRST, 1, 1, 2, 3, 4)));
  }

  @Test
  void anyQuestionCanBeAskedOfASegment() {
    DailyUsers users = daily(UserSet.of(1, 2, 3), UserSet.of(2, 4), UserSet.of(1, 2, 5));
    UserSet segment = UserSet.of(2, 5);

    assertThat(users.within(segment).stickiness(FIRST.plusDays(2)).dailyActive()).isEqualTo(2);
    assertThat(users.within(segment).activeDays(FIRST.plusDays(2), 7).users().subList(0, 3))
        .containsExactly(1L, 0L, 1L);
  }

  @Test
  void retentionOfACohortStopsAtTheLastCompleteDay() {
    DailyUsers users = daily(UserSet.of(1, 2, 3), UserSet.of(2, 4), UserSet.of(1, 2, 5));
    UserSet cohort = users.firstTimeCohorts().on(FIRST);

    assertThat(users.firstTimeCohorts().days())
        .containsExactly(UserSet.of(1, 2, 3), UserSet.of(4), UserSet.of(5));
    assertThat(users.retention(cohort, FIRST, 3, FIRST.plusDays(1)).points())
        .containsExactly(
            new RetentionPoint(0, 3, 3), new RetentionPoint(1, 1, 3), new RetentionPoint(2, 0, 0));
  }

  @Test
  void nobodyIsActiveOutsideTheDaysKnown() {
    DailyUsers users = daily(UserSet.of(1));

    assertThat(users.on(FIRST.minusDays(1)).isEmpty()).isTrue();
    assertThat(users.on(FIRST.plusDays(1)).isEmpty()).isTrue();
    assertThat(users.in(FIRST.plusDays(1), 7)).isEqualTo(UserSet.of(1));
  }
}
