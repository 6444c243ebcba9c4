package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.statistics.MetricKind;

/**
 * {@code return-days-N}: the time from the end of the anchor's session to the start of the next,
 * right-censored, as a mean restricted to N days. It needs every user's own time and censoring, so
 * it does not reduce to moments.
 *
 * @param days N, the restriction τ, at least 1
 */
public record ReturnDays(int days) implements MetricId {

  static final String PREFIX = "return-days-";

  /**
   * Checks the days.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ReturnDays {
    RetentionWindow.bracket(0, days);
  }

  @Override
  public String id() {
    return PREFIX + days;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.SURVIVAL;
  }

  @Override
  public RetentionWindow window() {
    return RetentionWindow.bracket(0, days);
  }
}
