package io.holdfast.stickiness.bitmap;

import io.holdfast.stickiness.activity.ActiveDaysHistogram;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.holdfast.stickiness.activity.Stickiness;
import io.holdfast.stickiness.retention.RetentionCurve;
import io.holdfast.stickiness.retention.RetentionPoint;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The active users of consecutive calendar days. In which time zone a day is one, is for the caller
 * to settle. On days before the first and after the last nobody was active.
 *
 * <p>Every question can be asked of a part of the users: {@link #within} a segment, a variant, a
 * cohort, or any union and intersection of such.
 *
 * <p>Immutable and thread-safe.
 *
 * @param firstDay the day of the first set
 * @param days the active users of each day
 */
public record DailyUsers(LocalDate firstDay, List<UserSet> days) {

  /** Copies the list. */
  public DailyUsers {
    days = List.copyOf(days);
  }

  /** The users active on a day. */
  public UserSet on(LocalDate day) {
    long index = ChronoUnit.DAYS.between(firstDay, day);
    return index < 0 || index >= days.size() ? UserSet.EMPTY : days.get((int) index);
  }

  /** The users active on any of the {@code count} days that end with {@code lastDay}. */
  public UserSet in(LocalDate lastDay, int count) {
    return UserSet.union(lastDays(lastDay, count));
  }

  /** The activity of some users alone. */
  public DailyUsers within(UserSet users) {
    return new DailyUsers(firstDay, days.stream().map(users::intersection).toList());
  }

  /** DAU, WAU and MAU at the end of a day. */
  public Stickiness stickiness(LocalDate day) {
    return new Stickiness(
        day,
        on(day).cardinality(),
        in(day, Stickiness.WEEK).cardinality(),
        in(day, Stickiness.MONTH).cardinality());
  }

  /** Users by the number of their active days: {@code window} is 7 for L7 and 28 for L28. */
  public ActiveDaysHistogram activeDays(LocalDate lastDay, int window) {
    ActiveDaysCounter counter = new ActiveDaysCounter();
    lastDays(lastDay, window).forEach(counter::add);
    return new ActiveDaysHistogram(
        lastDay,
        IntStream.rangeClosed(1, window)
            .mapToObj(count -> (long) counter.usersWith(count))
            .toList());
  }

  /**
   * How the active users of the {@code window} days that end with {@code lastDay} came about from
   * those of the {@code window} days before.
   *
   * @param firstDays for each day, the users whose first active day it is, such as {@link
   *     #firstTimeCohorts}: it says who is new
   */
  public GrowthAccounting growth(LocalDate lastDay, int window, DailyUsers firstDays) {
    UserSet active = in(lastDay, window);
    UserSet activeBefore = in(lastDay.minusDays(window), window);
    int newUsers = active.intersectionCardinality(firstDays.in(lastDay, window));
    int retained = active.intersectionCardinality(activeBefore);
    return new GrowthAccounting(
        lastDay,
        window,
        newUsers,
        retained,
        active.cardinality() - newUsers - retained,
        activeBefore.cardinality() - retained);
  }

  /** For each day, the users who were active on it and on no earlier day known here. */
  public DailyUsers firstTimeCohorts() {
    List<UserSet> cohorts = new ArrayList<>();
    UserSet seen = UserSet.EMPTY;
    for (UserSet day : days) {
      cohorts.add(day.minus(seen));
      seen = seen.union(day);
    }
    return new DailyUsers(firstDay, cohorts);
  }

  /**
   * Retention of a cohort on calendar day 0, 1, 2, … after its own.
   *
   * @param cohort its users
   * @param cohortDay its day
   * @param count how many days, from day 0
   * @param completeThrough the last day of which all activity is known; later days have not matured
   */
  public RetentionCurve retention(
      UserSet cohort, LocalDate cohortDay, int count, LocalDate completeThrough) {
    int size = cohort.cardinality();
    List<RetentionPoint> points = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      LocalDate day = cohortDay.plusDays(k);
      points.add(
          day.isAfter(completeThrough)
              ? new RetentionPoint(k, 0, 0)
              : new RetentionPoint(k, cohort.intersectionCardinality(on(day)), size));
    }
    return new RetentionCurve(points);
  }

  /**
   * Retention of a cohort inside the bracket [{@code from}, {@code to}) of calendar days after its
   * own; on or after day n, if the bracket ends with the follow-up.
   *
   * @param cohort its users
   * @param cohortDay its day
   * @param completeThrough the last day of which all activity is known; a bracket that ends later
   *     has not matured
   * @return the point of day {@code from}
   * @throws IllegalArgumentException if the bracket is empty or begins before day 0
   */
  public RetentionPoint retentionWithin(
      UserSet cohort, LocalDate cohortDay, int from, int to, LocalDate completeThrough) {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("Bracket [%d, %d) of days".formatted(from, to));
    }
    LocalDate lastDay = cohortDay.plusDays(to - 1L);
    return lastDay.isAfter(completeThrough)
        ? new RetentionPoint(from, 0, 0)
        : new RetentionPoint(
            from, cohort.intersectionCardinality(in(lastDay, to - from)), cohort.cardinality());
  }

  private List<UserSet> lastDays(LocalDate lastDay, int count) {
    return IntStream.range(0, count).mapToObj(back -> on(lastDay.minusDays(back))).toList();
  }
}
