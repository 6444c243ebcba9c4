package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.UserActivity;

/**
 * A metric whose users' values can be reduced to sufficient statistics as they mature: everything
 * but survival.
 */
public sealed interface ReducibleMetric extends MetricId
    permits RetentionOnDay, RetentionBracket, SessionSeconds, SessionsPerUser, ActiveDays {

  /**
   * The value of one user. Looks only at activity inside {@link #window()}, so that it is final
   * when the window has matured.
   */
  Outcome outcome(UserActivity user);
}
