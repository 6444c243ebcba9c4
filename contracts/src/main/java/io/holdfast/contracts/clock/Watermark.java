package io.holdfast.contracts.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The moment up to which events are taken to have arrived: now less the lateness that is waited
 * for. What comes later than that is late.
 *
 * @param instant that moment
 */
public record Watermark(Instant instant) {
  /** How long events may take by default. */
  public static final Duration DEFAULT_LATENESS = Duration.ofHours(1);

  public Watermark {
    Objects.requireNonNull(instant, "instant");
  }

  /**
   * The watermark of that clock's present.
   *
   * @throws IllegalArgumentException if the lateness is negative
   */
  public static Watermark of(Clock clock, Duration lateness) {
    if (lateness.isNegative()) {
      throw new IllegalArgumentException("lateness must not be negative, was " + lateness);
    }
    return new Watermark(clock.now().minus(lateness));
  }

  /** The start of the UTC day that it lies in; decisions run once for each. */
  public Instant startOfDay() {
    return instant.truncatedTo(ChronoUnit.DAYS);
  }
}
