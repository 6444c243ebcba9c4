package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.DecisionReport;
import io.holdfast.experiment.domain.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A decision as it is sent; what is not known is absent.
 *
 * @param id its identity, and that of its event
 * @param action what was decided
 * @param variant the variant that was promoted
 * @param state where it stands: {@code nothing-changed}, {@code pending}, {@code approved}, {@code
 *     rejected}, {@code lapsed}, {@code applied} or {@code undone}
 * @param pending whether it waits for a person
 * @param applied whether it took effect
 * @param reasons why, as kebab-case words
 * @param actor the id of the key of the person who decided
 * @param note the person's reason
 * @param answers the proposal that the person approved or rejected by it
 * @param undoes the decision that the person took back by it
 * @param followedBy the decision that answers or undoes this one
 * @param day the watermark day that the rule evaluated
 * @param watermark up to when the evidence reaches
 * @param decidedAt when
 * @param experimentRevision the revision that it led to, or left in place
 * @param model the model that is to serve from then on
 * @param previousModel the model that served before
 * @param policy by what it was decided; not beside the experiment
 * @param evidence the numbers, as they were read; not beside the experiment
 */
public record DecisionBody(
    UUID id,
    Action action,
    String variant,
    String state,
    boolean pending,
    boolean applied,
    List<String> reasons,
    String actor,
    String note,
    UUID answers,
    UUID undoes,
    UUID followedBy,
    Instant day,
    Instant watermark,
    Instant decidedAt,
    int experimentRevision,
    ModelReference model,
    ModelReference previousModel,
    DecisionPolicy policy,
    Map<String, Object> evidence) {

  static DecisionBody brief(DecisionReport report) {
    return of(report, null, null);
  }

  static DecisionBody whole(DecisionReport report) {
    return of(report, report.decision().policy(), report.decision().evidence());
  }

  private static DecisionBody of(
      DecisionReport report, DecisionPolicy policy, Map<String, Object> evidence) {
    Decision decision = report.decision();
    return new DecisionBody(
        decision.id(),
        decision.action(),
        decision.variant(),
        report.standing().wire(),
        report.standing() == Standing.PENDING,
        decision.applied(),
        decision.reasons(),
        decision.actor(),
        decision.note(),
        decision.answers(),
        decision.undoes(),
        report.followedBy(),
        decision.day(),
        decision.watermark(),
        decision.decidedAt(),
        decision.experimentRevision(),
        decision.model(),
        decision.previousModel(),
        policy,
        evidence);
  }
}
