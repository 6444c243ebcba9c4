package io.holdfast.stickiness.retention;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The length of the periods that retention is counted in. */
public enum PeriodUnit {
  /** An hour. */
  HOUR(Duration.ofHours(1)),
  /** A day; rolling, 24 hours. */
  DAY(Duration.ofHours(24)),
  /** A week; rolling, 7 · 24 hours. */
  WEEK(Duration.ofHours(7 * 24)),
  /** A month of the calendar; rolling, 30 · 24 hours. */
  MONTH(Duration.ofHours(30 * 24));

  private final Duration rolling;

  PeriodUnit(Duration rolling) {
    this.rolling = rolling;
  }

  /** How long a rolling period lasts, always the same. */
  public Duration rolling() {
    return rolling;
  }

  /** The name on the wire: {@code hour}, {@code day}, {@code week}, {@code month}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The unit of a name on the wire.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PeriodUnit of(String id) {
    return Arrays.stream(values())
        .filter(unit -> unit.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No period is called " + id));
  }
}
