package io.holdfast.experiment.decision;

import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Transition;
import java.util.List;

/** Decisions as changes. */
final class Verdicts {
  private Verdicts() {}

  /** A decision that is kept and changes nothing. */
  static Change keep(Experiment experiment, Decision decision, String actor) {
    return new Change(
        experiment, decision, List.of(), actor, decision.action().wire(), decision.decidedAt());
  }

  /** A decision that takes effect and stops the experiment. */
  static Change stop(Experiment experiment, Decision decision, String actor) {
    Experiment stopped = experiment.moved(Transition.STOP, decision.decidedAt());
    List<Event> events = List.of(stopped.toEvent(decision.decidedAt()), event(stopped, decision));
    return new Change(
        stopped, decision, events, actor, decision.action().wire(), decision.decidedAt());
  }

  /** A decision that takes effect although the experiment has stopped: it undoes a promotion. */
  static Change withdraw(Experiment experiment, Decision decision, String actor) {
    if (experiment.state() != ExperimentState.STOPPED) {
      throw new IllegalArgumentException(experiment.key() + " is not stopped");
    }
    return undo(experiment, decision, List.of(event(experiment, decision)), actor);
  }

  /** A decision by which a stopped experiment runs again: it undoes a roll-back. */
  static Change resume(Experiment running, Decision decision, String actor) {
    return undo(
        running,
        decision,
        List.of(running.toEvent(decision.decidedAt()), event(running, decision)),
        actor);
  }

  private static Change undo(
      Experiment experiment, Decision decision, List<Event> events, String actor) {
    return new Change(experiment, decision, events, actor, "undo", decision.decidedAt());
  }

  private static DecisionMade event(Experiment experiment, Decision decision) {
    return new DecisionMade(
        decision.id(),
        experiment.key(),
        experiment.revision(),
        decision.action(),
        decision.model(),
        decision.previousModel(),
        decision.reasons(),
        decision.evidence(),
        decision.watermark(),
        decision.decidedAt());
  }
}
