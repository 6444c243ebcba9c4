package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.holdfast.stickiness.session.SessionTotals;
import io.holdfast.stickiness.session.Sessionizer;

/**
 * The sessions of a user's first week after exposure. Only the interactions inside the window make
 * them: a session that is open at the exposure starts with the first interaction after it, one that
 * goes on past the end of the window ends with the last interaction before it.
 */
final class SessionWindow {

  static final RetentionWindow FIRST_WEEK = RetentionWindow.bracket(0, 7);

  private SessionWindow() {}

  static SessionTotals totals(UserActivity user) {
    return SessionTotals.of(
        Sessionizer.STANDARD.sessionsOf(FIRST_WEEK.within(user.anchor(), user.times())));
  }
}
