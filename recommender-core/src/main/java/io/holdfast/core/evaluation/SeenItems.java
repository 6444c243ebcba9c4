package io.holdfast.core.evaluation;

import java.util.Locale;

/** What happens to items that a user's history already holds. */
public enum SeenItems {
  /** They are not recommended; targets among them are dropped and counted. */
  MASK,
  /** They compete like any other item. */
  KEEP;

  /** Lower case, as command lines and reports write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant whose {@link #label} is {@code label}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SeenItems of(String label) {
    for (SeenItems seen : values()) {
      if (seen.label().equals(label)) {
        return seen;
      }
    }
    throw new IllegalArgumentException("seen is mask or keep, not " + label);
  }
}
