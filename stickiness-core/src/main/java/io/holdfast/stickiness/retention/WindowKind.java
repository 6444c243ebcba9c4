package io.holdfast.stickiness.retention;

import java.util.Arrays;
import java.util.Locale;

/** Where period k of a user begins and ends. */
public enum WindowKind {
  /** [k, k + 1) times {@link PeriodUnit#rolling()} after the user's anchor. */
  ROLLING,
  /** The k-th calendar period after the one that holds the anchor, in a time zone. */
  CALENDAR;

  /** The name on the wire: {@code rolling}, {@code calendar}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a name on the wire.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static WindowKind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No kind of window is called " + id));
  }
}
