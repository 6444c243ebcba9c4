package io.holdfast.experiment.decision;

import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.DecisionReport;
import io.holdfast.experiment.domain.Decisions;
import io.holdfast.experiment.domain.Decisions.Target;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Standing;
import io.holdfast.experiment.domain.UnknownDecisionException;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.holdfast.experiment.lifecycle.Request;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A person's answer to one decision: approves or rejects a proposal, or undoes what took effect.
 * Doing so again changes nothing, whoever was first; what was overtaken is refused. Thread-safe.
 */
public final class AnswerDecisions {
  private final Decisions decisions;
  private final DecideByHand decide;
  private final Runnable changed;

  /**
   * Answers those.
   *
   * @param decisions where they are
   * @param decide how a person decides
   * @param changed run after a change was committed
   */
  public AnswerDecisions(Decisions decisions, DecideByHand decide, Runnable changed) {
    this.decisions = decisions;
    this.decide = decide;
    this.changed = changed;
  }

  /**
   * Does what the rule proposes.
   *
   * @param request who answers, about which experiment
   * @param id the proposal
   * @param reason why, in the person's words
   */
  public Uni<ExperimentReport> approve(Request request, UUID id, String reason) {
    return answer(
        request,
        id,
        target -> {
          Decision proposal = target.report().decision();
          return proposed(
              request,
              target,
              Standing.APPROVED,
              Choice.of(proposal.action().wire(), proposal.variant(), reason));
        });
  }

  /** Does not do what the rule proposes; the experiment keeps running. See {@link #approve}. */
  public Uni<ExperimentReport> reject(Request request, UUID id, String reason) {
    Choice choice = Choice.of(Action.KEEP_RUNNING.wire(), null, reason);
    return answer(request, id, target -> proposed(request, target, Standing.REJECTED, choice));
  }

  /**
   * Takes back what took effect. After a promotion, the model from before serves again. After a
   * roll-back, the experiment runs again, its users in their variants, and is decided by approval
   * from then on, because the rule would roll it back once more.
   *
   * @param request who undoes it, in which experiment
   * @param id the decision
   * @param reason why, in the person's words
   */
  public Uni<ExperimentReport> undo(Request request, UUID id, String reason) {
    Choice choice = Choice.of(Action.ROLL_BACK.wire(), null, reason);
    return answer(request, id, target -> undone(request, target, choice));
  }

  private Optional<Change> proposed(
      Request request, Target target, Standing wanted, Choice choice) {
    DecisionReport report = target.report();
    if (report.standing() == wanted) {
      return Optional.empty();
    }
    if (report.standing() != Standing.PENDING) {
      throw ProblemException.conflict(
          "Decision %s about experiment %s is %s and waits for no answer."
              .formatted(
                  report.decision().id(),
                  report.decision().experimentKey(),
                  report.standing().wire()));
    }
    request.requireFresh(target.situation().experiment());
    return Optional.of(decide.change(target.situation(), request.actor(), choice));
  }

  private Optional<Change> undone(Request request, Target target, Choice choice) {
    DecisionReport report = target.report();
    Decision decision = report.decision();
    if (report.standing() == Standing.UNDONE) {
      return Optional.empty();
    }
    if (report.standing() != Standing.APPLIED || decision.undoes() != null) {
      throw ProblemException.conflict(
          "Decision %s about experiment %s is %s: only a promotion or a roll-back that took effect can be undone."
              .formatted(
                  decision.id(),
                  decision.experimentKey(),
                  decision.undoes() != null ? "an undo itself" : report.standing().wire()));
    }
    if (target.overtakenBy() != null) {
      throw ProblemException.conflict(
          "Decision %s about experiment %s was overtaken by %s of experiment %s, decision %s: undo that one first."
              .formatted(
                  decision.id(),
                  decision.experimentKey(),
                  target.overtakenBy().action().wire(),
                  target.overtakenBy().experimentKey(),
                  target.overtakenBy().id()));
    }
    Experiment experiment = target.situation().experiment();
    request.requireFresh(experiment);
    if (experiment.state() != ExperimentState.STOPPED) {
      throw DecideByHand.refused(experiment, choice);
    }
    return Optional.of(decide.undo(target.situation(), decision, request.actor(), choice.reason()));
  }

  private Uni<ExperimentReport> answer(
      Request request, UUID id, Function<Target, Optional<Change>> answer) {
    return decisions
        .answer(request.key(), id, answer)
        .invoke(changed)
        .onFailure(
            failure ->
                failure instanceof UnknownExperimentException
                    || failure instanceof UnknownDecisionException)
        .transform(ReadExperiments::notFound);
  }
}
