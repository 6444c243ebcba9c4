package io.holdfast.stickiness.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The retention of successive cohorts. Cohort i of N has N − i columns, so that all end in the same
 * period; for a bracket each has one.
 *
 * <p>Immutable and thread-safe.
 *
 * @param cohorts one a period, in order, empty ones too
 */
public record RetentionTriangle(List<RetentionCohort> cohorts) {

  /** Copies the list. */
  public RetentionTriangle {
    cohorts = List.copyOf(cohorts);
  }

  /**
   * Measures a triangle, in time proportional to the events and to the pairs of a user's cohort and
   * a period in which they returned.
   */
  public static RetentionTriangle measure(RetentionEvents events, RetentionQuery query) {
    CohortCounter counter = new CohortCounter(query);
    events.forEachUser(counter);
    return new RetentionTriangle(counter.cohorts());
  }

  /**
   * All cohorts together: each column adds up the matured users of every cohort that has it, so
   * that a cohort weighs as much as it has users.
   */
  public RetentionCurve curve() {
    int columns = cohorts.stream().mapToInt(RetentionCohort::columns).max().orElse(0);
    List<RetentionPoint> points = new ArrayList<>();
    for (int k = 0; k < columns; k++) {
      long returned = 0;
      long matured = 0;
      for (Cell cell : trend(k)) {
        returned += cell.point().returned();
        matured += cell.point().matured();
      }
      points.add(new RetentionPoint(k, returned, matured));
    }
    return new RetentionCurve(points);
  }

  /** The trend of one column: how retention in period k went from cohort to cohort. */
  public List<Cell> trend(int k) {
    return cohorts.stream()
        .filter(cohort -> k < cohort.columns())
        .map(cohort -> new Cell(cohort.start(), cohort.point(k)))
        .toList();
  }

  /**
   * One cohort's retention in one column.
   *
   * @param start the first moment of the cohort's period
   * @param point who returned among the matured
   */
  public record Cell(Instant start, RetentionPoint point) {}
}
