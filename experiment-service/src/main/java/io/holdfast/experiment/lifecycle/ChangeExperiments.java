package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.DraftCheck;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentDraft;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.Holdouts;
import io.holdfast.experiment.domain.KeyTakenException;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.Transition;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Makes and changes experiments and moves them through their life. What is not allowed fails with a
 * {@link ProblemException} that names the state and what is allowed in it. Thread-safe.
 */
public final class ChangeExperiments {
  private final Experiments experiments;
  private final PlanExperiments plan;
  private final Holdouts holdouts;
  private final Clock clock;
  private final Runnable changed;

  /**
   * Changes those.
   *
   * @param experiments where they are
   * @param plan says how many users they need
   * @param holdouts those that they may name
   * @param clock what time it is
   * @param changed run after a change was committed
   */
  public ChangeExperiments(
      Experiments experiments,
      PlanExperiments plan,
      Holdouts holdouts,
      Clock clock,
      Runnable changed) {
    this.experiments = experiments;
    this.plan = plan;
    this.holdouts = holdouts;
    this.clock = clock;
    this.changed = changed;
  }

  /** Makes a draft. */
  public Uni<ExperimentReport> create(ExperimentDraft draft, String actor) {
    ExperimentSpec spec = DraftCheck.created(draft);
    return plan.complete(spec)
        .chain(planned -> withHoldout(planned, draft))
        .chain(whole -> create(draft.key(), whole, actor));
  }

  private Uni<ExperimentReport> create(String key, ExperimentSpec spec, String actor) {
    Instant now = clock.now();
    Experiment experiment = Experiment.draft(key, spec, now);
    return experiments
        .create(Change.of(experiment, actor, "create", now))
        .onFailure(KeyTakenException.class)
        .transform(
            failure ->
                new ProblemException(
                    ProblemKind.CONFLICT,
                    "There is an experiment " + key + " already.",
                    List.of(),
                    failure));
  }

  /** Replaces all of a draft but its key. */
  public Uni<ExperimentReport> replace(Request request, ExperimentDraft draft) {
    ExperimentSpec spec = DraftCheck.replaced(draft, request.key());
    return plan.complete(spec)
        .chain(planned -> withHoldout(planned, draft))
        .chain(whole -> replace(request, whole));
  }

  private Uni<ExperimentReport> replace(Request request, ExperimentSpec spec) {
    return change(
        request,
        situation -> {
          Experiment experiment = situation.experiment();
          if (experiment.state() != ExperimentState.DRAFT) {
            throw ProblemException.conflict(
                "Only a draft can be changed: users of experiment %s were split by what it says. It is %s; allowed are %s."
                    .formatted(
                        experiment.key(),
                        experiment.state().wire(),
                        AllowedActions.of(experiment.state())));
          }
          return changed(experiment.respecified(spec), request, "change");
        });
  }

  private Uni<ExperimentSpec> withHoldout(ExperimentSpec spec, ExperimentDraft draft) {
    if (draft.holdout() == null) {
      return Uni.createFrom().item(spec);
    }
    return holdouts
        .find(draft.holdout())
        .map(
            found ->
                found
                    .filter(plan -> plan.endedAt() == null)
                    .map(plan -> spec.withHoldout(plan.holdout()))
                    .orElseThrow(
                        () ->
                            ProblemException.invalid(
                                "holdout",
                                "must name a holdout that has not ended, was " + draft.holdout())));
  }

  /** Starts a draft, or goes on with a paused experiment. */
  public Uni<ExperimentReport> start(Request request) {
    return change(
        request,
        situation -> {
          Experiment experiment = situation.experiment();
          AllowedActions.require(Transition.START, experiment);
          StartConditions.requireRoom(experiment, situation.rivals());
          ExperimentSpec pinned = StartConditions.pin(experiment, situation.models());
          return changed(
              experiment.started(pinned.withHoldout(situation.holdout()), clock.now()),
              request,
              "start");
        });
  }

  /** Stops assigning for a while. */
  public Uni<ExperimentReport> pause(Request request) {
    return move(request, Transition.PAUSE);
  }

  /** Ends an experiment without deciding it. */
  public Uni<ExperimentReport> stop(Request request) {
    return move(request, Transition.STOP);
  }

  /** Puts a stopped experiment, or a draft that nobody wants, away. */
  public Uni<ExperimentReport> archive(Request request) {
    return move(request, Transition.ARCHIVE);
  }

  private Uni<ExperimentReport> move(Request request, Transition transition) {
    return change(
        request,
        situation -> {
          AllowedActions.require(transition, situation.experiment());
          return changed(
              situation.experiment().moved(transition, clock.now()), request, transition.wire());
        });
  }

  private Uni<ExperimentReport> change(Request request, Function<Situation, Change> change) {
    return experiments
        .change(
            request.key(),
            situation -> {
              request.requireFresh(situation.experiment());
              return change.apply(situation);
            })
        .invoke(changed)
        .onFailure(UnknownExperimentException.class)
        .transform(ReadExperiments::notFound);
  }

  private Change changed(Experiment experiment, Request request, String action) {
    return Change.of(experiment, request.actor(), action, clock.now());
  }
}
