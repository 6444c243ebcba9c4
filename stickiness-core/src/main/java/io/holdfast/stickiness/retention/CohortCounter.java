package io.holdfast.stickiness.retention;

import io.holdfast.stickiness.retention.RetentionMeasure.Bracket;
import io.holdfast.stickiness.retention.RetentionMeasure.On;
import io.holdfast.stickiness.retention.RetentionMeasure.OnOrAfter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts users, one after the other, into the cohorts of a query. Not thread-safe. */
final class CohortCounter implements RetentionEvents.UserVisitor {

  private final RetentionQuery query;
  private final PeriodGrid grid;
  private final AnchoredPeriods periods;
  private final int[] sizes;
  private final int[][] returned;
  private final int[][] maturedReturned;

  /**
   * By cohort, how many users have had exactly so many whole periods, up to the last that count.
   */
  private final int[][] usersByElapsed;

  CohortCounter(RetentionQuery query) {
    this.query = query;
    this.grid = PeriodGrid.of(query.calendar(), query.first(), query.span());
    this.periods = new AnchoredPeriods(query, grid);
    int cohorts = query.periods();
    this.sizes = new int[cohorts];
    this.returned = new int[cohorts][];
    this.maturedReturned = new int[cohorts][];
    this.usersByElapsed = new int[cohorts][];
    for (int cohort = 0; cohort < cohorts; cohort++) {
      returned[cohort] = new int[query.columns(cohort)];
      maturedReturned[cohort] = new int[query.columns(cohort)];
      usersByElapsed[cohort] = new int[lastPeriod(cohort) + 1];
    }
  }

  @Override
  public void visit(long[] starts, int startCount, long[] returns, int returnCount) {
    int users = query.cohort() == CohortKind.FIRST_TIME ? 1 : startCount;
    int previous = -1;
    for (int start = 0; start < users; start++) {
      int cohort = grid.indexOf(starts[start]);
      if (cohort >= query.periods()) {
        return;
      }
      if (cohort > previous) {
        count(cohort, starts[start], returns, returnCount);
        previous = cohort;
      }
    }
  }

  /** The cohorts of all users seen so far. */
  List<RetentionCohort> cohorts() {
    List<RetentionCohort> cohorts = new ArrayList<>();
    for (int cohort = 0; cohort < sizes.length; cohort++) {
      cohorts.add(
          new RetentionCohort(
              Instant.ofEpochMilli(grid.start(cohort)),
              sizes[cohort],
              returned[cohort],
              matured(cohort),
              maturedReturned[cohort]));
    }
    return cohorts;
  }

  private void count(int cohort, long anchor, long[] returns, int returnCount) {
    int elapsed = cappedElapsed(cohort, anchor);
    sizes[cohort]++;
    usersByElapsed[cohort][elapsed]++;
    int first = firstNotBefore(anchor, returns, 0, returnCount);
    switch (query.measure()) {
      case On _ -> countOn(cohort, anchor, elapsed, returns, first, returnCount);
      case OnOrAfter _ -> {
        int followUp = cappedElapsed(cohort, grid.start(cohort + 1) - 1);
        int end =
            firstNotBefore(periods.start(cohort, anchor, followUp), returns, first, returnCount);
        if (end > first) {
          long last = periods.periodOf(cohort, anchor, returns[end - 1]);
          for (int k = 0; k <= last; k++) {
            countReturn(cohort, k, elapsed);
          }
        }
        countOn(cohort, anchor, elapsed, returns, end, returnCount);
      }
      case Bracket(int from, int to) -> {
        int at = firstNotBefore(periods.start(cohort, anchor, from), returns, first, returnCount);
        if (at < returnCount && returns[at] < periods.start(cohort, anchor, to)) {
          countReturn(cohort, 0, elapsed);
        }
      }
    }
  }

  /** Counts each period with a return once, from the return number {@code next} on. */
  private void countOn(
      int cohort, long anchor, int elapsed, long[] returns, int next, int returnCount) {
    int at = next;
    while (at < returnCount) {
      long k = periods.periodOf(cohort, anchor, returns[at]);
      if (k >= returned[cohort].length) {
        return;
      }
      countReturn(cohort, (int) k, elapsed);
      at = firstNotBefore(periods.start(cohort, anchor, (int) k + 1), returns, at + 1, returnCount);
    }
  }

  private void countReturn(int cohort, int column, int elapsed) {
    returned[cohort][column]++;
    if (elapsed >= maturesAfter(column)) {
      maturedReturned[cohort][column]++;
    }
  }

  /** Users by column who have had the whole of it. */
  private int[] matured(int cohort) {
    int[] matured = new int[returned[cohort].length];
    int users = 0;
    int elapsed = lastPeriod(cohort);
    for (int column = matured.length - 1; column >= 0; column--) {
      for (; elapsed >= maturesAfter(column); elapsed--) {
        users += usersByElapsed[cohort][elapsed];
      }
      matured[column] = users;
    }
    return matured;
  }

  /** How many periods a user must have had whole for a column to have matured. */
  private int maturesAfter(int column) {
    return query.measure() instanceof Bracket bracket ? bracket.to() : column + 1;
  }

  /** The most periods of which it matters whether they have elapsed. */
  private int lastPeriod(int cohort) {
    return maturesAfter(query.columns(cohort) - 1);
  }

  private int cappedElapsed(int cohort, long anchor) {
    return (int) Math.clamp(periods.elapsed(cohort, anchor), 0, (long) lastPeriod(cohort));
  }

  private static int firstNotBefore(long time, long[] times, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
