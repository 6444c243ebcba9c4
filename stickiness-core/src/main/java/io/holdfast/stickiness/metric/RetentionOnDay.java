package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.holdfast.stickiness.statistics.MetricKind;

/**
 * {@code retention-day-N}: whether a user was active on day N.
 *
 * @param day the day after first exposure, at least 0
 */
public record RetentionOnDay(int day) implements ReducibleMetric {

  /**
   * Checks the day.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public RetentionOnDay {
    RetentionWindow.day(day);
  }

  @Override
  public String id() {
    return "retention-day-" + day;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.PROPORTION;
  }

  @Override
  public RetentionWindow window() {
    return RetentionWindow.day(day);
  }

  @Override
  public Outcome outcome(UserActivity user) {
    return Outcome.of(window().isReturn(user));
  }
}
