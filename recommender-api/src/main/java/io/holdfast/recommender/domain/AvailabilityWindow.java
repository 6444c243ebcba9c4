package io.holdfast.recommender.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * When an item may be shown, as two of its attributes tell.
 *
 * @param from the first moment; null for always
 * @param until the first moment at which it may not be shown any more; null for never
 */
public record AvailabilityWindow(Instant from, Instant until) {
  /** The attribute that holds the first moment, ISO-8601. */
  public static final String FROM = "availableFrom";

  /** The attribute that holds the end, ISO-8601. */
  public static final String UNTIL = "availableUntil";

  /** The window of an item with such attributes. What is no moment is as if it were not there. */
  public static AvailabilityWindow of(Map<String, ?> attributes) {
    return new AvailabilityWindow(moment(attributes.get(FROM)), moment(attributes.get(UNTIL)));
  }

  /** Whether the value of one of the two attributes can be understood. */
  public static boolean isMoment(Object value) {
    return value == null || moment(value) != null;
  }

  private static Instant moment(Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
