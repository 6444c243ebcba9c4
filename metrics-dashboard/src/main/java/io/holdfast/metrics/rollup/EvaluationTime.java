package io.holdfast.metrics.rollup;

import io.holdfast.contracts.clock.Watermark;
import java.time.Duration;
import java.time.Instant;

/**
 * By which clock days are evaluated.
 *
 * @param isEventTime true if the log's {@code ClockAdvanced} tells the time, false for wall time
 * @param lateness how long late events are waited for
 */
public record EvaluationTime(boolean isEventTime, Duration lateness) {

  /** The watermark at a moment. */
  public Instant watermarkAt(Instant now) {
    return Watermark.of(() -> now, lateness).instant();
  }

  /** The watermark's day at a moment: the midnight (UTC) at or before it. */
  public Instant dayAt(Instant now) {
    return Watermark.of(() -> now, lateness).startOfDay();
  }
}
