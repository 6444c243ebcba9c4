package io.holdfast.metrics.results;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.rollup.EvaluationTime;
import java.time.Instant;

/**
 * The present as the figures know it: in event time the last time consumed, in wall time the
 * clock's.
 *
 * @param evaluationTime by which clock
 * @param clock the clock of wall time
 */
public record Now(EvaluationTime evaluationTime, Clock clock) {

  /** The watermark; null in event time before any time was told. */
  public Instant watermark(Standing standing) {
    Instant now = evaluationTime.isEventTime() ? standing.eventTime() : clock.now();
    return now == null ? null : evaluationTime.watermarkAt(now);
  }
}
