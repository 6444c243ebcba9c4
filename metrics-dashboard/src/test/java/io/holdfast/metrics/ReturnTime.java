package io.holdfast.metrics;

import io.holdfast.stickiness.session.Session;
import io.holdfast.stickiness.session.Sessionizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a user stayed away after the anchor: from the end of the anchor's session to the start
 * of the next, right-censored where there is no next session yet.
 *
 * <p>The anchor's session is the one that the anchor would belong to as an interaction: it reaches
 * to the end of any session that comes within the session gap of the anchor, and is the anchor
 * alone where none does.
 *
 * @param time until the next session, or until the watermark
 * @param returned whether there is a next session
 */
record ReturnTime(Duration time, boolean returned) {

  /**
   * Observes one user.
   *
   * @param anchor in an experiment, the first exposure
   * @param sessions the user's sessions in order of time, those around the anchor and the next one
   *     at least
   * @param watermark up to when all activity is known; later sessions do not count
   * @return empty if the anchor's session may still go on at the watermark, or begins after it
   */
  static Optional<ReturnTime> observe(Instant anchor, List<Session> sessions, Instant watermark) {
    Duration gap = Sessionizer.STANDARD.gap();
    Instant end = anchor;
    Instant next = null;
    for (Session session : sessions) {
      if (session.first().isBefore(anchor.plus(gap))) {
        if (session.last().isAfter(anchor.minus(gap)) && session.last().isAfter(end)) {
          end = session.last();
        }
      } else {
        next = session.first();
        break;
      }
    }
    if (next != null && !next.isAfter(watermark)) {
      return Optional.of(new ReturnTime(Duration.between(end, next), true));
    }
    return end.plus(gap).isAfter(watermark)
        ? Optional.empty()
        : Optional.of(new ReturnTime(Duration.between(end, watermark), false));
  }
}
