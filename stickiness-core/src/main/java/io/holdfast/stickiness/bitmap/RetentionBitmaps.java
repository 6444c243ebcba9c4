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
import java.util.stream.IntStream;

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
    return triangle(UserLabels.of(cohorts).map(this::count).orElseGet(() -> count(cohorts)), 0);
  }

  /**
   * The triangle of each of some groups, such as segments or variants. Where neither the groups nor
   * the cohorts share users, as with variants and first-time cohorts, all triangles together take
   * one pass over each day's users; otherwise an intersection a cell.
   *
   * @return one triangle a group, in their order
   */
  public List<RetentionTriangle> triangles(List<UserSet> groups) {
    Optional<UserLabels> labels =
        UserLabels.of(groups)
            .flatMap(group -> UserLabels.of(cohorts).flatMap(cohort -> cohort.within(group)));
    Counts counts = labels.map(this::count).orElseGet(() -> count(cohortsWithin(groups)));
    return IntStream.range(0, groups.size())
        .mapToObj(group -> triangle(counts, group * cohorts.size()))
        .toList();
  }

  private List<UserSet> cohortsWithin(List<UserSet> groups) {
    return groups.stream().flatMap(group -> cohorts.stream().map(group::intersection)).toList();
  }

  /**
   * Users of the cohorts, or of the cohorts of each group in turn.
   *
   * @param sizes how many each has
   * @param returned by day of activity, how many of each were active; only from the cohort's day on
   */
  private record Counts(int[] sizes, int[][] returned) {}

  private Counts count(UserLabels labels) {
    return new Counts(
        labels.cardinalities(),
        activity.days().stream()
            .limit(cohorts.size())
            .map(labels::intersectionCardinalities)
            .toArray(int[][]::new));
  }

  private Counts count(List<UserSet> parts) {
    int days = cohorts.size();
    int[][] returned = new int[days][parts.size()];
    for (int day = 0; day < days; day++) {
      for (int part = 0; part < parts.size(); part++) {
        if (part % days <= day) {
          returned[day][part] = parts.get(part).intersectionCardinality(activity.days().get(day));
        }
      }
    }
    return new Counts(parts.stream().mapToInt(UserSet::cardinality).toArray(), returned);
  }

  /** The triangle of the cohorts that are counted from {@code offset} on. */
  private RetentionTriangle triangle(Counts counts, int offset) {
    int days = cohorts.size();
    List<RetentionCohort> triangle = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      int[] returned = new int[days - i];
      for (int k = 0; k < returned.length; k++) {
        returned[k] = counts.returned()[i + k][offset + i];
      }
      triangle.add(cohort(i, counts.sizes()[offset + i], returned));
    }
    return new RetentionTriangle(triangle);
  }

  private RetentionCohort cohort(int i, int size, int[] returned) {
    LocalDate start = activity.firstDay().plusDays(i);
    int complete =
        (int) Math.clamp(ChronoUnit.DAYS.between(start, completeThrough) + 1, 0, returned.length);
    int[] matured = new int[returned.length];
    Arrays.fill(matured, 0, complete, size);
    return new RetentionCohort(
        start.atStartOfDay(zone).toInstant(),
        size,
        returned,
        matured,
        Arrays.copyOf(Arrays.copyOf(returned, complete), returned.length));
  }
}
