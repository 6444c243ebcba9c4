package io.holdfast.recommender.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long events are kept.
 *
 * @param interactions interactions; empty for ever
 * @param served served lists; empty for ever
 * @param interval how often it is looked for what is over
 */
public record RetentionSettings(
    Optional<Duration> interactions, Optional<Duration> served, Duration interval) {
  /**
   * The shortest time that interactions are kept: 63 days of an experiment's longest window, the 28
   * days before it, and 7 days in which events may come late, are 98.
   */
  public static final Duration LEAST_INTERACTIONS = Duration.ofDays(100);

  /** The shortest time that served lists are kept. */
  public static final Duration LEAST_SERVED = Duration.ofDays(31);

  /**
   * Checks the periods.
   *
   * @throws IllegalArgumentException if one is too short
   */
  public RetentionSettings {
    check("interactions", interactions, LEAST_INTERACTIONS);
    check("served", served, LEAST_SERVED);
  }

  private static void check(String what, Optional<Duration> period, Duration least) {
    if (period.isPresent() && period.get().compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "holdfast.retention.%s must be at least P%dD, is %s"
              .formatted(what, least.toDays(), period.get()));
    }
  }
}
