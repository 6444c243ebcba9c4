package io.holdfast.contracts.event;

import java.util.Locale;

/** Why a user got a variant. Results leave out {@link #FORCED} and {@link #HOLDOUT}. */
public enum AssignmentReason {
  /** The hash fell into the variant's range. */
  SPLIT,
  /** The user had been exposed to it before. */
  STICKY,
  /** Someone asked for it, to look at it. */
  FORCED,
  /** The user is held out and gets the control. */
  HOLDOUT;

  /** The name on the wire: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
