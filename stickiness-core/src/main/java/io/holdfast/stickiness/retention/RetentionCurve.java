package io.holdfast.stickiness.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Retention on day 0, 1, 2, … of a group of users. Each day has its own denominator: the users
 * whose day has wholly elapsed at the watermark; the others count neither as returned nor as lost.
 *
 * @param points one point a day, day 0 first, without holes
 */
public record RetentionCurve(List<RetentionPoint> points) {

  /**
   * Copies the points.
   *
   * @throws IllegalArgumentException if they are not days 0, 1, 2, …
   */
  public RetentionCurve {
    points = List.copyOf(points);
    for (int day = 0; day < points.size(); day++) {
      if (points.get(day).day() != day) {
        throw new IllegalArgumentException(
            "Day %d of the curve is %s".formatted(day, points.get(day)));
      }
    }
  }

  /**
   * Measures a curve.
   *
   * @param users the group, each user once
   * @param days how many days, from day 0
   * @param watermark up to when all activity is known
   */
  public static RetentionCurve measure(Iterable<UserActivity> users, int days, Instant watermark) {
    long[] returned = new long[days];
    long[] matured = new long[days];
    for (UserActivity user : users) {
      long whole = RetentionWindow.dayOf(user.anchor(), watermark);
      for (int day = 0; day < Math.min(days, whole); day++) {
        matured[day]++;
        if (RetentionWindow.day(day).isReturn(user)) {
          returned[day]++;
        }
      }
    }
    List<RetentionPoint> points = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      points.add(new RetentionPoint(day, returned[day], matured[day]));
    }
    return new RetentionCurve(points);
  }
}
