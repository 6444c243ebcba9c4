package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.metrics.domain.UserSets.Kind;
import io.holdfast.stickiness.activity.Stickiness;
import io.holdfast.stickiness.bitmap.DailyUsers;
import io.holdfast.stickiness.bitmap.UserSet;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Makes the product-wide figures of calendar days from the sets of active users, a chunk of users
 * after the other: their figures add up.
 */
final class RollUpProduct {

  private final Ledger ledger;

  RollUpProduct(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Rolls up the days that are new, or stale, before a day.
   *
   * @param rolledUpTo the first day that was not rolled up yet; null if none was
   * @param before the first day that is not complete
   */
  Uni<Void> rollUp(LocalDate rolledUpTo, LocalDate before) {
    return ledger.product().due(rolledUpTo, before).chain(days -> refresh(days, before));
  }

  /**
   * Makes the figures that depend on these days anew. Stickiness looks back 27 days, so a changed
   * day changes that of the 27 after it; growth looks at two windows, the longer of them a week.
   */
  Uni<Void> refresh(Collection<LocalDate> days, LocalDate before) {
    NavigableSet<LocalDate> cohortDays = new TreeSet<>(days);
    cohortDays.removeIf(day -> !day.isBefore(before));
    if (cohortDays.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    NavigableSet<LocalDate> stickinessDays = following(cohortDays, Stickiness.MONTH, before);
    NavigableSet<LocalDate> growthDays =
        following(cohortDays, 2 * Collections.max(ProductRollups.GROWTH_WINDOWS), before);
    ProductTotals totals = new ProductTotals(stickinessDays, growthDays, cohortDays);
    return ledger
        .userSets()
        .chunks()
        .chain(
            chunks ->
                ApplyEvents.inOrder(
                    chunks.stream()
                        .map(chunk -> Uni.createFrom().deferred(() -> addChunk(totals, chunk)))))
        .chain(
            () ->
                ledger
                    .product()
                    .save(totals.stickiness(), totals.growth(), totals.cohorts(), cohortDays));
  }

  /** Each of some days and those after it, {@code count} in all, but only complete ones. */
  private static NavigableSet<LocalDate> following(
      NavigableSet<LocalDate> days, int count, LocalDate before) {
    NavigableSet<LocalDate> following = new TreeSet<>();
    for (LocalDate day : days) {
      LocalDate end = day.plusDays(count);
      day.datesUntil(end.isBefore(before) ? end : before).forEach(following::add);
    }
    return following;
  }

  private Uni<Void> addChunk(ProductTotals totals, int chunk) {
    return sets(Kind.ACTIVE, chunk, totals.firstActiveDay(), totals.lastDay())
        .chain(
            active ->
                sets(Kind.COHORT, chunk, totals.firstCohortDay(), totals.lastDay())
                    .invoke(cohorts -> totals.add(active, cohorts)))
        .replaceWithVoid();
  }

  private Uni<DailyUsers> sets(Kind kind, int chunk, LocalDate from, LocalDate to) {
    return ledger.userSets().between(kind, chunk, from, to).map(found -> daily(found, from, to));
  }

  private static DailyUsers daily(Map<LocalDate, UserSet> found, LocalDate from, LocalDate to) {
    return new DailyUsers(
        from,
        from.datesUntil(to.plusDays(1))
            .map(day -> found.getOrDefault(day, UserSet.EMPTY))
            .toList());
  }

  /** How far back a cohort is followed. */
  static LocalDate firstCohort(LocalDate day) {
    return day.minusDays(ProductRollups.COHORT_DAYS);
  }
}
