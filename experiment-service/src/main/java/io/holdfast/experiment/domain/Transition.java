package io.holdfast.experiment.domain;

import static io.holdfast.contracts.event.ExperimentState.ARCHIVED;
import static io.holdfast.contracts.event.ExperimentState.DRAFT;
import static io.holdfast.contracts.event.ExperimentState.PAUSED;
import static io.holdfast.contracts.event.ExperimentState.RUNNING;
import static io.holdfast.contracts.event.ExperimentState.STOPPED;

import io.holdfast.contracts.event.ExperimentState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The legal moves of an experiment: draft → running ⇄ paused → stopped → archived. A draft that
 * nobody wants is archived too: nothing is deleted, so that the audit stays whole.
 */
public enum Transition {
  /** Begins, or goes on after a pause. */
  START(RUNNING),
  /** Stops assigning for a while. */
  PAUSE(PAUSED),
  /** Ends it for good. */
  STOP(STOPPED),
  /** Puts it away for good. */
  ARCHIVE(ARCHIVED);

  private final ExperimentState to;

  Transition(ExperimentState to) {
    this.to = to;
  }

  /** Where it leads. */
  public ExperimentState to() {
    return to;
  }

  /** Whether it may begin there. */
  public boolean isAllowedFrom(ExperimentState state) {
    return switch (this) {
      case START -> state == DRAFT || state == PAUSED;
      case PAUSE -> state == RUNNING;
      case STOP -> state == RUNNING || state == PAUSED;
      case ARCHIVE -> state == DRAFT || state == STOPPED;
    };
  }

  /** The name on the wire, as in the path: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of the moves that may begin there, in order. */
  public static List<String> allowedFrom(ExperimentState state) {
    return Arrays.stream(values())
        .filter(transition -> transition.isAllowedFrom(state))
        .map(Transition::wire)
        .toList();
  }
}
