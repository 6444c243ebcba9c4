package io.holdfast.experiment.domain;

import static io.holdfast.contracts.event.ExperimentState.ARCHIVED;
import static io.holdfast.contracts.event.ExperimentState.DRAFT;
import static io.holdfast.contracts.event.ExperimentState.PAUSED;
import static io.holdfast.contracts.event.ExperimentState.RUNNING;
import static io.holdfast.contracts.event.ExperimentState.STOPPED;

import io.holdfast.contracts.event.ExperimentState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The legal moves of an experiment: draft → running ⇄ paused → stopped → archived. */
public enum Transition {
  /** Begins, or goes on after a pause. */
  START(RUNNING, EnumSet.of(DRAFT, PAUSED)),
  /** Stops assigning for a while. */
  PAUSE(PAUSED, EnumSet.of(RUNNING)),
  /** Ends it for good. */
  STOP(STOPPED, EnumSet.of(RUNNING, PAUSED)),
  /** Puts it away. */
  ARCHIVE(ARCHIVED, EnumSet.of(STOPPED));

  private final ExperimentState to;
  private final Set<ExperimentState> from;

  Transition(ExperimentState to, Set<ExperimentState> from) {
    this.to = to;
    this.from = from;
  }

  /** Where it leads. */
  public ExperimentState to() {
    return to;
  }

  /** Whether it may begin there. */
  public boolean isAllowedFrom(ExperimentState state) {
    return from.contains(state);
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
