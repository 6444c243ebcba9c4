package io.holdfast.recommender.domain;

import java.util.Locale;

/** Where a model version stands in the registry. */
public enum ModelState {
  /** It may be activated, and experiments may name it. */
  REGISTERED,
  /** It serves everyone whom no experiment gives another one. One model is active at most. */
  ACTIVE,
  /** It is kept for the record and serves nobody. */
  RETIRED;

  /** The name on the wire: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
