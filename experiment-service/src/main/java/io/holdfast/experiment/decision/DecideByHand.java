package io.holdfast.experiment.decision;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.decision.Reasons;
import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.DecisionPolicy.Mode;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.decision.ByHand.Effect;
import io.holdfast.experiment.decision.ByHand.Link;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.holdfast.experiment.domain.Variant;
import io.holdfast.experiment.lifecycle.AllowedActions;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.holdfast.experiment.lifecycle.Request;
import io.holdfast.experiment.lifecycle.StartConditions;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;

/**
 * A person's decision: confirms what the rule proposes in mode approval, overrules it, or undoes a
 * promotion. The reason given is kept with it. Thread-safe.
 */
public final class DecideByHand {
  private final Experiments experiments;
  private final ByHand byHand;
  private final Runnable changed;

  /**
   * Decides those.
   *
   * @param experiments where they are
   * @param clock what time it is
   * @param settings the watermark's lateness
   * @param changed run after a change was committed
   */
  public DecideByHand(
      Experiments experiments, Clock clock, DecisionSettings settings, Runnable changed) {
    this.experiments = experiments;
    this.byHand = new ByHand(clock, settings.lateness());
    this.changed = changed;
  }

  /**
   * Decides. Promoting and rolling back stop a running or paused experiment; rolling back a stopped
   * one undoes its promotion, so that the model from before serves again. Anything else, and any
   * decision of an experiment that interleaves, is refused with a {@link ProblemException}.
   *
   * @param request who decides about what
   * @param choice what
   */
  public Uni<ExperimentReport> decide(Request request, Choice choice) {
    return experiments
        .change(
            request.key(),
            situation -> {
              request.requireFresh(situation.experiment());
              return change(situation, request.actor(), choice);
            })
        .invoke(changed)
        .onFailure(UnknownExperimentException.class)
        .transform(ReadExperiments::notFound);
  }

  Change change(Situation situation, String actor, Choice choice) {
    Experiment experiment = situation.experiment();
    if (experiment.spec().interleaving() != null) {
      throw ProblemException.conflict(
          "Experiment %s interleaves two rankings, by which nothing is decided: stop it, and let an experiment that splits users decide about the one that was preferred."
              .formatted(experiment.key()));
    }
    return switch (experiment.state()) {
      case RUNNING, PAUSED ->
          switch (choice.action()) {
            case KEEP_RUNNING -> keep(situation, actor, choice);
            case PROMOTE -> promote(situation, actor, choice);
            case ROLL_BACK -> rollBack(situation, actor, choice);
          };
      case STOPPED -> {
        Decision last = situation.lastApplied();
        if (choice.action() == Action.ROLL_BACK
            && last != null
            && last.action() == Action.PROMOTE) {
          yield undo(situation, last, actor, choice.reason());
        }
        throw refused(experiment, choice);
      }
      case DRAFT, ARCHIVED -> throw refused(experiment, choice);
    };
  }

  private Change keep(Situation situation, String actor, Choice choice) {
    Experiment experiment = situation.experiment();
    Decision decision =
        byHand.decision(
            situation,
            actor,
            choice.action(),
            choice.reason(),
            Effect.none(experiment),
            answer(situation, choice.action(), null));
    return Verdicts.keep(experiment, decision, actor);
  }

  private Change promote(Situation situation, String actor, Choice choice) {
    Variant winner = winner(situation, choice);
    return stop(situation, actor, choice, winner.name(), winner.model().pinned());
  }

  private Change rollBack(Situation situation, String actor, Choice choice) {
    return stop(situation, actor, choice, null, control(situation.experiment()));
  }

  private Change stop(
      Situation situation, String actor, Choice choice, String variant, ModelReference model) {
    Experiment experiment = situation.experiment();
    Decision decision =
        byHand.decision(
            situation,
            actor,
            choice.action(),
            choice.reason(),
            new Effect(
                variant, model, situation.models().active(), experiment.revision() + 1, true),
            answer(situation, choice.action(), variant));
    return Verdicts.stop(experiment, decision, actor);
  }

  /** Takes a promotion or a roll-back back that is the last of a stopped experiment. */
  Change undo(Situation situation, Decision undone, String actor, String reason) {
    return undone.action() == Action.PROMOTE
        ? withdraw(situation, undone, actor, reason)
        : resume(situation, undone, actor, reason);
  }

  /** What served before the promotion serves again; control's model, if nothing did. */
  private Change withdraw(Situation situation, Decision promotion, String actor, String reason) {
    Experiment experiment = situation.experiment();
    ModelReference before =
        promotion.previousModel() != null ? promotion.previousModel() : control(experiment);
    Decision decision =
        byHand.decision(
            situation,
            actor,
            Action.ROLL_BACK,
            reason,
            new Effect(null, before, promotion.model(), experiment.revision(), true),
            new Link(null, promotion, Reasons.UNDONE_BY_A_PERSON));
    return Verdicts.withdraw(experiment, decision, actor);
  }

  /** The experiment runs again under the conditions of any start. */
  private Change resume(Situation situation, Decision rollBack, String actor, String reason) {
    Experiment experiment = situation.experiment();
    StartConditions.requireRoom(experiment, situation.rivals());
    ExperimentSpec pinned = StartConditions.pin(experiment, situation.models());
    Decision decision =
        byHand.decision(
            situation,
            actor,
            Action.KEEP_RUNNING,
            reason,
            new Effect(null, null, null, experiment.revision() + 1, true),
            new Link(null, rollBack, Reasons.UNDONE_BY_A_PERSON));
    return Verdicts.resume(
        experiment.started(pinned.decidedBy(Mode.APPROVAL), decision.decidedAt()), decision, actor);
  }

  /** Whether that is what the rule proposes, or the refusal of it, or a decision of its own. */
  private static Link answer(Situation situation, Action action, String variant) {
    Decision last = situation.report().lastDecision();
    if (last != null && last.isProposal() && action == Action.KEEP_RUNNING) {
      return new Link(last, null, Reasons.REJECTED_BY_A_PERSON);
    }
    if (last != null
        && last.isProposal()
        && last.action() == action
        && Objects.equals(last.variant(), variant)) {
      return new Link(last, null, Reasons.CONFIRMED_BY_A_PERSON);
    }
    return new Link(null, null, Reasons.DECIDED_BY_A_PERSON);
  }

  private static ModelReference control(Experiment experiment) {
    return experiment.spec().variant(experiment.spec().control()).model().pinned();
  }

  /** The variant that is named, or proposed, or the only one that can be meant. */
  private static Variant winner(Situation situation, Choice choice) {
    List<Variant> challengers = situation.experiment().spec().challengers();
    List<String> names = challengers.stream().map(Variant::name).toList();
    Decision pending = situation.report().lastDecision();
    String wanted = choice.variant();
    if (wanted == null && pending != null && pending.isProposal()) {
      wanted = pending.variant();
    }
    if (wanted == null && challengers.size() == 1) {
      wanted = names.getFirst();
    }
    if (wanted == null || !names.contains(wanted)) {
      throw ProblemException.invalid(
          "variant", "must be one of " + String.join(", ", names) + ", was " + wanted);
    }
    return situation.experiment().spec().variant(wanted);
  }

  static ProblemException refused(Experiment experiment, Choice choice) {
    return ProblemException.conflict(
        "Experiment %s is %s and cannot %s; allowed are %s."
            .formatted(
                experiment.key(),
                experiment.state().wire(),
                choice.action().wire(),
                AllowedActions.of(experiment.state())));
  }
}
