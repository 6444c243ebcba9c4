package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.experiment.domain.Decision;
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
 * @param pending whether it waits for a person
 * @param applied whether it took effect
 * @param reasons why, as kebab-case words
 * @param actor the id of the key of the person who decided
 * @param note the person's reason
 * @param day the watermark day that the rule evaluated
 * @param watermark up to when the evidence reaches
 * @param decidedAt when
 * @param experimentRevision the revision that it led to, or left in place
 * @param model the model that is to serve from then on
 * @param previousModel the model that served before
 * @param policy by what it was decided; in the list of decisions only
 * @param evidence the numbers, as they were read; in the list of decisions only
 */
public record DecisionBody(
    UUID id,
    Action action,
    String variant,
    boolean pending,
    boolean applied,
    List<String> reasons,
    String actor,
    String note,
    Instant day,
    Instant watermark,
    Instant decidedAt,
    int experimentRevision,
    ModelReference model,
    ModelReference previousModel,
    DecisionPolicy policy,
    Map<String, Object> evidence) {

  static DecisionBody brief(Decision decision) {
    return of(decision, null, null);
  }

  static DecisionBody whole(Decision decision) {
    return of(decision, decision.policy(), decision.evidence());
  }

  private static DecisionBody of(
      Decision decision, DecisionPolicy policy, Map<String, Object> evidence) {
    return new DecisionBody(
        decision.id(),
        decision.action(),
        decision.variant(),
        decision.isPending(),
        decision.applied(),
        decision.reasons(),
        decision.actor(),
        decision.note(),
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
