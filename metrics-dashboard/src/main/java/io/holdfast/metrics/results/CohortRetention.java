package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.Figures.CohortDay;
import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.metrics.results.ProductFigures.Cohort;
import io.holdfast.metrics.results.ProductFigures.CurveDay;
import io.holdfast.metrics.results.ProductFigures.TrendDay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Retention of daily cohorts: the triangle, the curve over all of them, and one of its days as it
 * changes from cohort to cohort. A cohort counts on a day only once the whole day has passed.
 *
 * @param cohorts ascending
 */
record CohortRetention(List<Cohort> cohorts) {

  /**
   * From the rollup's rows.
   *
   * @param rolledUpTo the first day that is not complete
   */
  static CohortRetention of(LocalDate rolledUpTo, List<CohortDay> rows) {
    NavigableMap<LocalDate, long[]> returned = new TreeMap<>();
    for (CohortDay row : rows) {
      int elapsed = (int) ChronoUnit.DAYS.between(row.cohortDay(), rolledUpTo);
      int days = Math.min(elapsed, ProductRollups.COHORT_DAYS + 1);
      int day = (int) ChronoUnit.DAYS.between(row.cohortDay(), row.day());
      if (day < days) {
        returned.computeIfAbsent(row.cohortDay(), _ -> new long[days])[day] = row.returned();
      }
    }
    List<Cohort> cohorts = new ArrayList<>();
    returned.forEach(
        (start, counts) -> {
          List<Long> list = new ArrayList<>();
          for (long count : counts) {
            list.add(count);
          }
          cohorts.add(
              new Cohort(start, counts[0], list, Collections.nCopies(counts.length, counts[0])));
        });
    return new CohortRetention(cohorts);
  }

  /** Day 0, 1, 2, … over all cohorts that have had it. */
  List<CurveDay> curve() {
    int days = cohorts.stream().mapToInt(cohort -> cohort.returned().size()).max().orElse(0);
    return IntStream.range(0, days).mapToObj(this::onDay).toList();
  }

  private CurveDay onDay(int day) {
    long returned = 0;
    long matured = 0;
    for (Cohort cohort : cohorts) {
      if (day < cohort.returned().size()) {
        returned += cohort.returned().get(day);
        matured += cohort.matured().get(day);
      }
    }
    return new CurveDay(day, returned, matured, share(returned, matured));
  }

  /** Of each cohort that has had the day. */
  List<TrendDay> trend(int day) {
    return cohorts.stream()
        .filter(cohort -> day < cohort.returned().size())
        .map(
            cohort -> {
              long returned = cohort.returned().get(day);
              long matured = cohort.matured().get(day);
              return new TrendDay(cohort.start(), returned, matured, share(returned, matured));
            })
        .toList();
  }

  private static Double share(long returned, long matured) {
    return matured == 0 ? null : (double) returned / matured;
  }
}
