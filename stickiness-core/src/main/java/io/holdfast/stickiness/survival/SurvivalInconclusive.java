package io.holdfast.stickiness.survival;

import java.util.Locale;

/**
 * No comparison, and why.
 *
 * @param reason what is missing
 */
public record SurvivalInconclusive(Reason reason)
    implements RestrictedMeanComparison, LogRankOutcome {

  /** What is missing. */
  public enum Reason {
    /** A group has fewer than two users. */
    TOO_FEW_USERS,
    /** No user of a group was watched until τ, and some have not had the event. */
    FOLLOW_UP_TOO_SHORT,
    /** The times do not vary, so no error can be estimated; or nobody had the event. */
    NO_VARIANCE;

    /** The name on the wire: {@code too-few-users}, {@code follow-up-too-short}, … */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
