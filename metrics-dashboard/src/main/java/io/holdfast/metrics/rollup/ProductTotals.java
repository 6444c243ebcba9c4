package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.Figures.CohortDay;
import io.holdfast.metrics.domain.Figures.StickinessDay;
import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.stickiness.activity.ActiveDaysHistogram;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.holdfast.stickiness.activity.Stickiness;
import io.holdfast.stickiness.bitmap.DailyUsers;
import io.holdfast.stickiness.bitmap.UserSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Figures of days summed over disjoint sets of users. Not thread-safe. */
final class ProductTotals {

  private final SortedMap<LocalDate, StickinessDay> stickiness = new TreeMap<>();
  private final List<GrowthAccounting> growth = new ArrayList<>();
  private final SortedMap<LocalDate, SortedMap<LocalDate, Long>> returned = new TreeMap<>();

  /**
   * Nobody yet.
   *
   * @param stickinessDays whose stickiness is wanted; at least one
   * @param growthDays those of them of which is wanted where their users came from
   * @param cohortDays on which the return of all cohorts is wanted; at least one
   */
  ProductTotals(
      SortedSet<LocalDate> stickinessDays,
      SortedSet<LocalDate> growthDays,
      SortedSet<LocalDate> cohortDays) {
    stickinessDays.forEach(day -> stickiness.put(day, nobody(day)));
    for (int window : ProductRollups.GROWTH_WINDOWS) {
      growthDays.forEach(day -> growth.add(new GrowthAccounting(day, window, 0, 0, 0, 0)));
    }
    cohortDays.forEach(day -> returned.put(day, new TreeMap<>()));
  }

  private static StickinessDay nobody(LocalDate day) {
    return new StickinessDay(
        new Stickiness(day, 0, 0, 0),
        new ActiveDaysHistogram(day, zeros(Stickiness.WEEK)),
        new ActiveDaysHistogram(day, zeros(Stickiness.MONTH)));
  }

  private static List<Long> zeros(int count) {
    return IntStream.range(0, count).mapToObj(_ -> 0L).toList();
  }

  /** The first day of which the active users are needed. */
  LocalDate firstActiveDay() {
    return stickiness.firstKey().minusDays(Stickiness.MONTH - 1);
  }

  /** The first cohort that is needed. */
  LocalDate firstCohortDay() {
    return RollUpProduct.firstCohort(returned.firstKey());
  }

  /** The last day of which anything is needed. */
  LocalDate lastDay() {
    return stickiness.lastKey();
  }

  /** Adds the figures of some users whom no other call adds. */
  void add(DailyUsers active, DailyUsers cohorts) {
    stickiness.replaceAll((day, before) -> plus(before, active, day));
    growth.replaceAll(
        before -> before.plus(active.growth(before.lastDay(), before.window(), cohorts)));
    returned.forEach((day, byCohort) -> addReturned(byCohort, active.on(day), cohorts, day));
  }

  private static void addReturned(
      SortedMap<LocalDate, Long> byCohort, UserSet active, DailyUsers cohorts, LocalDate day) {
    if (active.isEmpty()) {
      return;
    }
    RollUpProduct.firstCohort(day)
        .datesUntil(day.plusDays(1))
        .forEach(
            cohort -> {
              int users = cohorts.on(cohort).intersectionCardinality(active);
              if (users > 0) {
                byCohort.merge(cohort, (long) users, Long::sum);
              }
            });
  }

  private static StickinessDay plus(StickinessDay before, DailyUsers active, LocalDate day) {
    Stickiness more = active.stickiness(day);
    Stickiness had = before.figures();
    return new StickinessDay(
        new Stickiness(
            day,
            had.dailyActive() + more.dailyActive(),
            had.weeklyActive() + more.weeklyActive(),
            had.monthlyActive() + more.monthlyActive()),
        plus(before.activeDays7(), active.activeDays(day, Stickiness.WEEK)),
        plus(before.activeDays28(), active.activeDays(day, Stickiness.MONTH)));
  }

  private static ActiveDaysHistogram plus(ActiveDaysHistogram a, ActiveDaysHistogram b) {
    return new ActiveDaysHistogram(
        a.lastDay(),
        IntStream.range(0, a.users().size())
            .mapToObj(k -> a.users().get(k) + b.users().get(k))
            .toList());
  }

  /** Stickiness, by day. */
  List<StickinessDay> stickiness() {
    return List.copyOf(stickiness.values());
  }

  /** Where the active users came from, by window and day. */
  List<GrowthAccounting> growth() {
    return List.copyOf(growth);
  }

  /** Cohorts that returned, by day and cohort. */
  List<CohortDay> cohorts() {
    return returned.entrySet().stream()
        .flatMap(
            day ->
                day.getValue().entrySet().stream()
                    .map(cohort -> new CohortDay(cohort.getKey(), day.getKey(), cohort.getValue())))
        .toList();
  }
}
