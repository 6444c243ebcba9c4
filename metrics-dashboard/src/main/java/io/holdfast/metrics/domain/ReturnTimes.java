package io.holdfast.metrics.domain;

import io.holdfast.metrics.domain.Outcomes.Interval;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * How long users stay away: from the end of the session that holds the first exposure to the start
 * of the next one, in whole hours.
 */
public interface ReturnTimes {

  /** Hours that are told apart; who stays away longer counts as not returned by then. */
  int HORIZON_HOURS = 28 * 24;

  /** Hours of a day. */
  int HOURS_A_DAY = 24;

  /**
   * Lets users whose first day has elapsed since the last evaluation be awaited.
   *
   * @param evaluation the last one and the one that is made now
   * @param sessionGap silence that ends a session
   */
  Uni<Void> enter(Interval evaluation, Duration sessionGap);

  /** Takes in who has returned before the watermark. */
  Uni<Void> advance(Interval evaluation);
}
