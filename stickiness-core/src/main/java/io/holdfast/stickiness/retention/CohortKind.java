package io.holdfast.stickiness.retention;

import java.util.Arrays;
import java.util.Locale;

/** Which users make up the cohort of a period. */
public enum CohortKind {
  /** Those whose very first start event lies in the period: each user is in one cohort at most. */
  FIRST_TIME,
  /** All with a start event in the period: a user is in the cohort of every such period. */
  RECURRING;

  /** The name on the wire: {@code first-time}, {@code recurring}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind of a name on the wire.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CohortKind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No kind of cohort is called " + id));
  }
}
