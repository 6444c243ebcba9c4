package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A change that is committed whole or not at all: the experiment, the decision, the audit's line
 * and the events.
 *
 * @param experiment the experiment after: the next revision, or the same if only a decision came
 * @param decision a decision to keep; null if there is none
 * @param events what the log is to tell
 * @param actor who did it
 * @param action what was done, e.g. {@code start}
 * @param at when
 * @param reason why, in a person's words; null if nobody said
 */
public record Change(
    Experiment experiment,
    Decision decision,
    List<Event> events,
    String actor,
    String action,
    Instant at,
    String reason) {
  /** The actor of what the rule does by itself. */
  public static final String RULE = "holdfast:decision";

  public Change {
    Objects.requireNonNull(experiment, "experiment");
    events = List.copyOf(events);
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(at, "at");
  }

  /** A change for which nobody gave a reason. */
  public Change(
      Experiment experiment,
      Decision decision,
      List<Event> events,
      String actor,
      String action,
      Instant at) {
    this(experiment, decision, events, actor, action, at, null);
  }

  /** A new revision and nothing else. */
  public static Change of(Experiment experiment, String actor, String action, Instant at) {
    return new Change(experiment, null, List.of(experiment.toEvent(at)), actor, action, at);
  }

  /** The same, with the reason that a person gave. */
  public Change because(String why) {
    return new Change(experiment, decision, events, actor, action, at, why);
  }
}
