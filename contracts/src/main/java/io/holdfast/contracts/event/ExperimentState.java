package io.holdfast.contracts.event;

import java.util.Locale;

/** Where an experiment stands. */
public enum ExperimentState {
  DRAFT,
  RUNNING,
  PAUSED,
  STOPPED,
  ARCHIVED;

  /** The name on the wire: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
