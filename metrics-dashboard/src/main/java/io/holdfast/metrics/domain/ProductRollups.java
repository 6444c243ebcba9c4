package io.holdfast.metrics.domain;

import io.holdfast.metrics.domain.Figures.CohortDay;
import io.holdfast.metrics.domain.Figures.StickinessDay;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.holdfast.stickiness.activity.Stickiness;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Product-wide figures by calendar day (UTC): stickiness, growth and cohorts by first active day.
 */
public interface ProductRollups {

  /** The most days after its own that a cohort is followed. */
  int COHORT_DAYS = 90;

  /** The windows, in days, of which is told where their users came from: a day and a week. */
  List<Integer> GROWTH_WINDOWS = List.of(1, Stickiness.WEEK);

  /** The most days back that the first evaluation rolls up. */
  int FIRST_DAYS = 400;

  /** Adds to the active users of days; negative numbers take away. */
  Uni<Void> addActive(Map<LocalDate, Integer> users);

  /** Marks days whose figures were made and have changed since. */
  Uni<Void> stale(Collection<LocalDate> days);

  /**
   * The days whose figures are to be made, in no order: those since the last ones, and the stale
   * ones, which are no longer stale then.
   *
   * @param rolledUpTo the first day that was not rolled up yet; null if none was
   * @param before the first day that is not complete
   */
  Uni<List<LocalDate>> due(LocalDate rolledUpTo, LocalDate before);

  /**
   * Puts figures in the place of those that were there.
   *
   * @param stickiness by day
   * @param growth by day and window
   * @param cohorts what came back on {@code cohortDays}
   * @param cohortDays the days whose cohorts are replaced
   */
  Uni<Void> save(
      List<StickinessDay> stickiness,
      List<GrowthAccounting> growth,
      List<CohortDay> cohorts,
      Collection<LocalDate> cohortDays);
}
