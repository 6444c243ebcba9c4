package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.holdfast.stickiness.statistics.MetricKind;

/**
 * {@code retention-A-B}: whether a user was active in the days [A, B).
 *
 * @param window the days
 */
public record RetentionBracket(RetentionWindow window) implements ReducibleMetric {

  @Override
  public String id() {
    return "retention-" + window.fromDay() + "-" + window.toDay();
  }

  @Override
  public MetricKind kind() {
    return MetricKind.PROPORTION;
  }

  @Override
  public Outcome outcome(UserActivity user) {
    return Outcome.of(window.isReturn(user));
  }
}
