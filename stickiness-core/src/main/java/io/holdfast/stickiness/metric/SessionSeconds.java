package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.holdfast.stickiness.session.SessionTotals;
import io.holdfast.stickiness.statistics.MetricKind;

/**
 * {@code session-seconds}: mean session length in the week after first exposure, a ratio whose
 * numerator is a user's seconds in sessions and whose denominator is the number of these.
 */
public record SessionSeconds() implements ReducibleMetric {

  static final String ID = "session-seconds";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.RATIO;
  }

  @Override
  public RetentionWindow window() {
    return SessionWindow.FIRST_WEEK;
  }

  @Override
  public Outcome outcome(UserActivity user) {
    SessionTotals totals = SessionWindow.totals(user);
    return new Outcome(totals.seconds(), totals.sessions());
  }
}
