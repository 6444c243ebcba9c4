package io.holdfast.core.evaluation;

import java.util.Locale;

/** Which held-out interactions are asked for. */
public enum Stage {
  /** The ones that parameters may be chosen on. */
  VALIDATION,
  /** The ones that nothing may be chosen on. */
  TEST;

  /** Lower case, as reports write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
