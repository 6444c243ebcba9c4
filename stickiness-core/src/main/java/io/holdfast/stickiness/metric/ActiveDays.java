package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.holdfast.stickiness.statistics.MetricKind;

/**
 * {@code active-days-N}: on how many of the days [0, N) after first exposure a user was active.
 *
 * @param days N, at least 1
 */
public record ActiveDays(int days) implements ReducibleMetric {

  static final String PREFIX = "active-days-";

  /**
   * Checks the days.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ActiveDays {
    RetentionWindow.bracket(0, days);
  }

  @Override
  public String id() {
    return PREFIX + days;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.MEAN;
  }

  @Override
  public RetentionWindow window() {
    return RetentionWindow.bracket(0, days);
  }

  @Override
  public Outcome outcome(UserActivity user) {
    return Outcome.of(
        window().within(user.anchor(), user.times()).stream()
            .mapToLong(time -> RetentionWindow.dayOf(user.anchor(), time))
            .distinct()
            .count());
  }
}
