package io.holdfast.stickiness.bitmap;

import io.holdfast.stickiness.retention.RetentionCohort;
import io.holdfast.stickiness.retention.RetentionTriangle;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cohort triangles from bitmaps: the cell of cohort i and day k is |cohort i ∩ active on day i +
 * k|.
 *
 * <p>Immutable and thread-safe.
 *
 * @param activity who was active when
 * @param cohorts the users of each day's cohort, that of {@code activity}'s first day first, at
 *     most one a day of activity
 * @param zone whose calendar the days are of
 * @param completeThrough the last day of which all activity is known; later ones have not matured
 */
public record RetentionBitmaps(
    DailyUsers activity, List<UserSet> cohorts, ZoneId zone, LocalDate completeThrough) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are more cohorts than days
   */
  public RetentionBitmaps {
    cohorts = List.copyOf(cohorts);
    if (cohorts.size() > activity.days().size()) {
      throw new IllegalArgumentException(
          "%d cohorts, but %d days of activity".formatted(cohorts.size(), activity.days().size()));
    }
  }

  /** The triangle of all users; cohort i of N has N − i columns. */
  public RetentionTriangle triangle() {
    return triangle(cohorts, returned(cohorts));
  }

  /**
   * The triangle of each of some groups, such as segments or variants. Where neither the groups nor
   * the cohorts share users, as with variants and first-time cohorts, all triangles together take
   * one pass over each day's users; otherwise an intersection a cell.
   *
   * @return one triangle a group, in their order
   */
  public List<RetentionTriangle> triangles(List<UserSet> groups) {
    List<UserSet> parts = new ArrayList<>();
    for (UserSet group : groups) {
      cohorts.forEach(cohort -> parts.add(cohort.intersection(group)));
    }
    int[][] returned = returned(parts);
    List<RetentionTriangle> triangles = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += cohorts.size()) {
      int to = from + cohorts.size();
      triangles.add(triangle(parts.subList(from, to), Arrays.copyOfRange(returned, from, to)));
    }
    return triangles;
  }

  /**
   * By part and day of activity, how many users of the part were active.
   *
   * @param parts the cohorts, or the cohorts of each group in turn
   */
  private int[][] returned(List<UserSet> parts) {
    int days = cohorts.size();
    int[][] returned = new int[parts.size()][days];
    Optional<UserLabels> labels = UserLabels.of(parts);
    for (int day = 0; day < days; day++) {
      UserSet active = activity.days().get(day);
      int[] counts = labels.isPresent() ? labels.get().intersectionCardinalities(active) : null;
      for (int part = 0; part < parts.size(); part++) {
        if (part % days <= day) {
          returned[part][day] =
              counts == null ? parts.get(part).intersectionCardinality(active) : counts[part];
        }
      }
    }
    return returned;
  }

  private RetentionTriangle triangle(List<UserSet> parts, int[][] returnedByDay) {
    List<RetentionCohort> triangle = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      triangle.add(cohort(i, parts.get(i), Arrays.copyOfRange(returnedByDay[i], i, parts.size())));
    }
    return new RetentionTriangle(triangle);
  }

  private RetentionCohort cohort(int i, UserSet users, int[] returned) {
    LocalDate start = activity.firstDay().plusDays(i);
    int complete =
        (int) Math.clamp(ChronoUnit.DAYS.between(start, completeThrough) + 1, 0, returned.length);
    int size = users.cardinality();
    int[] matured = new int[returned.length];
    Arrays.fill(matured, 0, complete, size);
    int[] maturedReturned = new int[returned.length];
    System.arraycopy(returned, 0, maturedReturned, 0, complete);
    return new RetentionCohort(
        start.atStartOfDay(zone).toInstant(), size, returned, matured, maturedReturned);
  }
}
