package io.holdfast.experiment.decision;

import io.holdfast.contracts.decision.Outcome;
import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Situation;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What the rule decided about one day, and what it changes: a promotion or a roll-back stops the
 * experiment if the policy's mode is automatic, and waits for a person if it is approval.
 *
 * @param day the watermark day
 * @param outcome what the rule says
 * @param evidence what it was decided by
 * @param watermark up to when the evidence reaches
 * @param now when it is decided
 */
record RuleDecision(
    Instant day, Outcome outcome, Map<String, Object> evidence, Instant watermark, Instant now) {

  Change change(Situation situation) {
    Experiment experiment = situation.experiment();
    DecisionPolicy policy = experiment.spec().policy();
    return switch (outcome) {
      case Outcome.KeepRunning keep ->
          Verdicts.keep(
              experiment,
              decision(experiment, Action.KEEP_RUNNING, null, false, null, null),
              Change.RULE);
      case Outcome.Promote promote ->
          act(
              situation,
              policy.mode(),
              Action.PROMOTE,
              promote.variant(),
              experiment.spec().variant(promote.variant()).model().pinned());
      case Outcome.RollBack rollBack ->
          act(
              situation,
              policy.mode(),
              Action.ROLL_BACK,
              null,
              experiment.spec().variant(experiment.spec().control()).model().pinned());
    };
  }

  private Change act(
      Situation situation,
      DecisionPolicy.Mode mode,
      Action action,
      String variant,
      ModelReference model) {
    Experiment experiment = situation.experiment();
    ModelReference previous = situation.models().active();
    return switch (mode) {
      case APPROVAL ->
          Verdicts.keep(
              experiment,
              decision(experiment, action, variant, false, model, previous),
              Change.RULE);
      case AUTOMATIC ->
          Verdicts.stop(
              experiment,
              decision(experiment, action, variant, true, model, previous),
              Change.RULE);
    };
  }

  private Decision decision(
      Experiment experiment,
      Action action,
      String variant,
      boolean applied,
      ModelReference model,
      ModelReference previous) {
    return new Decision(
        UUID.randomUUID(),
        experiment.key(),
        applied ? experiment.revision() + 1 : experiment.revision(),
        day,
        action,
        variant,
        applied,
        null,
        null,
        null,
        null,
        outcome.reasons(),
        model,
        previous,
        experiment.spec().policy(),
        evidence,
        watermark,
        now);
  }
}
