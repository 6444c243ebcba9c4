package io.holdfast.experiment.decision;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.Watermark;
import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.holdfast.experiment.domain.Variant;
import io.holdfast.experiment.lifecycle.AllowedActions;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.holdfast.experiment.lifecycle.Request;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A person's decision: confirms what the rule proposes in mode approval, overrules it, or undoes a
 * promotion. The reason given is kept with it. Thread-safe.
 */
public final class DecideByHand {
  private final Experiments experiments;
  private final Clock clock;
  private final DecisionSettings settings;
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
    this.clock = clock;
    this.settings = settings;
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

  private Change change(Situation situation, String actor, Choice choice) {
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
          yield undo(situation, last, actor, choice);
        }
        throw refused(experiment, choice);
      }
      case DRAFT, ARCHIVED -> throw refused(experiment, choice);
    };
  }

  private Change keep(Situation situation, String actor, Choice choice) {
    Decision decision = decision(situation, actor, choice, null, null, null, false);
    return Verdicts.keep(situation.experiment(), decision, actor);
  }

  private Change promote(Situation situation, String actor, Choice choice) {
    Variant winner = winner(situation, choice);
    return Verdicts.stop(
        situation.experiment(),
        decision(
            situation,
            actor,
            choice,
            winner.name(),
            winner.model().pinned(),
            situation.models().active(),
            true),
        actor);
  }

  private Change rollBack(Situation situation, String actor, Choice choice) {
    Experiment experiment = situation.experiment();
    ModelReference control =
        experiment.spec().variant(experiment.spec().control()).model().pinned();
    return Verdicts.stop(
        experiment,
        decision(situation, actor, choice, null, control, situation.models().active(), true),
        actor);
  }

  /** What served before the promotion serves again; control's model, if nothing did. */
  private Change undo(Situation situation, Decision promotion, String actor, Choice choice) {
    Experiment experiment = situation.experiment();
    ModelReference before =
        promotion.previousModel() != null
            ? promotion.previousModel()
            : experiment.spec().variant(experiment.spec().control()).model().pinned();
    Decision decision = decision(situation, actor, choice, null, before, promotion.model(), true);
    return Verdicts.undo(experiment, decision, actor);
  }

  /** The variant that is named, or proposed, or the only one that can be meant. */
  private static Variant winner(Situation situation, Choice choice) {
    List<Variant> challengers = situation.experiment().spec().challengers();
    List<String> names = challengers.stream().map(Variant::name).toList();
    Decision pending = situation.report().lastDecision();
    String wanted = choice.variant();
    if (wanted == null && pending != null && pending.isPending()) {
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

  private Decision decision(
      Situation situation,
      String actor,
      Choice choice,
      String variant,
      ModelReference model,
      ModelReference previous,
      boolean applied) {
    Experiment experiment = situation.experiment();
    Decision last = situation.report().lastDecision();
    boolean stops = applied && experiment.state() != ExperimentState.STOPPED;
    boolean confirms =
        last != null && last.isPending() && applied && last.action() == choice.action();
    Instant now = clock.now();
    return new Decision(
        UUID.randomUUID(),
        experiment.key(),
        stops ? experiment.revision() + 1 : experiment.revision(),
        null,
        choice.action(),
        variant,
        applied,
        actor,
        choice.reason(),
        List.of(confirms ? Reasons.CONFIRMED_BY_A_PERSON : Reasons.DECIDED_BY_A_PERSON),
        model,
        previous,
        experiment.spec().policy(),
        evidence(last, choice),
        confirms ? last.watermark() : Watermark.of(clock, settings.lateness()).instant(),
        now);
  }

  /** What the person had before their eyes: the rule's last decision, with its numbers. */
  private static Map<String, Object> evidence(Decision last, Choice choice) {
    return last == null
        ? Map.of("reason", choice.reason())
        : Map.of(
            "reason",
            choice.reason(),
            "decisionId",
            last.id().toString(),
            "seen",
            last.evidence().getOrDefault("seen", last.evidence()));
  }

  private static ProblemException refused(Experiment experiment, Choice choice) {
    return ProblemException.conflict(
        "Experiment %s is %s and cannot %s; allowed are %s."
            .formatted(
                experiment.key(),
                experiment.state().wire(),
                choice.action().wire(),
                AllowedActions.of(experiment.state())));
  }
}
