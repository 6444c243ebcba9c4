package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.holdfast.stickiness.statistics.MetricKind;

/** {@code sessions-per-user}: how many sessions in the week after first exposure. */
public record SessionsPerUser() implements ReducibleMetric {

  static final String ID = "sessions-per-user";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.MEAN;
  }

  @Override
  public RetentionWindow window() {
    return SessionWindow.FIRST_WEEK;
  }

  @Override
  public Outcome outcome(UserActivity user) {
    return Outcome.of(SessionWindow.totals(user).sessions());
  }
}
