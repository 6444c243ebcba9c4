package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.BreakdownFigures.AwaitedCount;
import io.holdfast.metrics.domain.BreakdownFigures.ReturnCount;
import io.holdfast.metrics.domain.ReturnTimes;
import io.holdfast.stickiness.survival.SurvivalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The return times of an experiment's arms in days, right-censored at the watermark: whoever has
 * not come back yet was watched from the end of their anchor's session until then. Times are known
 * to the hour and stand for its middle.
 *
 * @param returned users who came back, by hour
 * @param awaited users who did not yet
 * @param evaluatedThrough the watermark day of these figures; null if there are none
 */
record ReturnTimesOfArms(
    List<ReturnCount> returned, List<AwaitedCount> awaited, Instant evaluatedThrough) {

  /** The periods of constant weights in which anyone was exposed. */
  SortedSet<Integer> strata() {
    SortedSet<Integer> strata = new TreeSet<>();
    returned.forEach(count -> strata.add(count.stratum()));
    awaited.forEach(count -> strata.add(count.stratum()));
    return strata;
  }

  /** All of an arm. */
  SurvivalTimes times(String variant) {
    return times(variant, _ -> true);
  }

  /** Those of an arm who were exposed in one period of constant weights. */
  SurvivalTimes times(String variant, int stratum) {
    return times(variant, each -> each == stratum);
  }

  private SurvivalTimes times(String variant, IntPredicate stratum) {
    SurvivalTimes.Builder times = new SurvivalTimes.Builder();
    for (ReturnCount count : returned) {
      if (count.variant().equals(variant) && stratum.test(count.stratum())) {
        boolean came = count.hour() < ReturnTimes.HORIZON_HOURS;
        times.add(days(count.hour()), came ? count.users() : 0, came ? 0 : count.users());
      }
    }
    for (AwaitedCount count : awaited) {
      if (count.variant().equals(variant) && stratum.test(count.stratum())) {
        times.add(days(hoursWatched(count)), 0, count.users());
      }
    }
    return times.build();
  }

  /** Whole hours from some moment of the hour in which the session ended. */
  private long hoursWatched(AwaitedCount count) {
    return Math.max(0, Duration.between(count.endedHour(), evaluatedThrough).toHours() - 1);
  }

  private static double days(long hour) {
    return (hour + 0.5) / ReturnTimes.HOURS_A_DAY;
  }
}
