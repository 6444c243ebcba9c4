package io.holdfast.stickiness.statistics;

import java.util.Locale;

/** Why no estimate can be given. */
public enum InconclusiveReason {
  /** An arm has fewer than two users, so nothing is known of its spread. */
  TOO_FEW_USERS,
  /** All users of both arms have the same value, so no error can be estimated. */
  NO_VARIANCE,
  /** A ratio's denominators add up to 0 in an arm. */
  NO_DENOMINATOR,
  /** The sample ratio shows that the split is broken, so the arms cannot be compared. */
  SAMPLE_RATIO_MISMATCH;

  /**
   * The name on the wire: {@code too-few-users}, {@code no-variance}, {@code no-denominator},
   * {@code sample-ratio-mismatch}.
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
