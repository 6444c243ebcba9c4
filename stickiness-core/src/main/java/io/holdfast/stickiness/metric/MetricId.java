package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.statistics.MetricKind;
import java.time.Duration;

/**
 * A metric of experiments, by its id.
 *
 * <table>
 * <caption>The metrics</caption>
 * <tr><th>id</th><th>kind</th><th>a user's value, over the window after first exposure</th></tr>
 * <tr><td>{@code retention-day-N}</td><td>proportion</td><td>active on day N</td></tr>
 * <tr><td>{@code retention-A-B}</td><td>proportion</td><td>active in the days [A, B)</td></tr>
 * <tr><td>{@code session-seconds}</td><td>ratio</td><td>Σ session length / Σ sessions, days [0, 7)</td></tr>
 * <tr><td>{@code sessions-per-user}</td><td>mean</td><td>sessions, days [0, 7)</td></tr>
 * <tr><td>{@code active-days-N}</td><td>mean</td><td>active days among the days [0, N); N = 28 as a rule</td></tr>
 * <tr><td>{@code return-days-N}</td><td>survival</td><td>days until the next session, restricted to N; N = 14 as a rule</td></tr>
 * </table>
 *
 * <p>Every user's value is taken once, when the window has matured, so that no user is counted for
 * less time than another.
 */
public sealed interface MetricId permits ReducibleMetric, ReturnDays {

  /** The id as in {@code retention-day-7}. */
  String id();

  /** What kind of quantity it is, and so which statistics apply. */
  MetricKind kind();

  /** The days after first exposure that it looks at. */
  RetentionWindow window();

  /** How long after first exposure a user's value is final. */
  default Duration maturesAfter() {
    return Duration.ofDays(window().toDay());
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if it names no metric
   */
  static MetricId parse(String id) {
    return MetricNames.parse(id);
  }
}
