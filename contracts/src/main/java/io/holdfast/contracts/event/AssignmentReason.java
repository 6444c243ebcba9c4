package io.holdfast.contracts.event;

import java.util.Locale;

/**
 * Why a user got a variant. {@link #FORCED}, {@link #HOLDOUT} and {@link #INTERLEAVED} expose
 * nobody to a variant.
 */
public enum AssignmentReason {
  /** The hash fell into the variant's range. */
  SPLIT,
  /** The user had been exposed to it before. */
  STICKY,
  /** Someone asked for it, to look at it. */
  FORCED,
  /** The user is held out and gets the control. */
  HOLDOUT,
  /**
   * The user gets the rankings of both variants, mixed; the variant that is named is the control,
   * which ranks alone where they cannot be.
   */
  INTERLEAVED;

  /** The name on the wire: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
