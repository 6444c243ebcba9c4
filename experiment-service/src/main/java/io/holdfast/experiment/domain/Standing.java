package io.holdfast.experiment.domain;

import java.util.Locale;

/** Where a decision stands, which what follows it decides: the decision itself never changes. */
public enum Standing {
  /** Nothing was to change: the experiment keeps running. */
  NOTHING_CHANGED,
  /** A proposal of the rule that waits for a person. */
  PENDING,
  /** A proposal that a person confirmed. */
  APPROVED,
  /** A proposal that a person declined. */
  REJECTED,
  /**
   * A proposal that was overtaken before anybody answered it: by the next evaluation, by another
   * decision, or because the experiment no longer runs.
   */
  LAPSED,
  /** It took effect. */
  APPLIED,
  /** It took effect, and a person took it back. */
  UNDONE;

  /** The name on the wire: kebab case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
