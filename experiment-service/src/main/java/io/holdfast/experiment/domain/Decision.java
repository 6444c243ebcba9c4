package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ModelReference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * One decision about an experiment, by the rule or by a person. Never changed once it is stored: a
 * person who confirms or undoes a decision makes another one.
 *
 * @param id its identity, and that of its {@code DecisionMade} event
 * @param experimentKey which experiment
 * @param experimentRevision the revision that it led to, or left in place
 * @param day the watermark day that was evaluated; null if a person decided
 * @param action what was decided
 * @param variant the variant that was promoted; null for other actions
 * @param applied whether it took effect; a pending one waits for a person
 * @param actor the id of the key of the person; null if the rule decided
 * @param note what the person gave as the reason; null if the rule decided
 * @param answers the proposal that a person approves or rejects by it; null if it answers none
 * @param undoes the decision that it takes back; null if it takes none back
 * @param reasons why, as kebab-case words
 * @param model the model that is to serve from now on; null if nothing changes
 * @param previousModel the model that served before; null if none did or nothing changes
 * @param policy by what it was decided, as it was then
 * @param evidence the numbers it was decided by, as they were read
 * @param watermark up to when the evidence reaches
 * @param decidedAt when
 */
public record Decision(
    UUID id,
    String experimentKey,
    int experimentRevision,
    Instant day,
    Action action,
    String variant,
    boolean applied,
    String actor,
    String note,
    UUID answers,
    UUID undoes,
    List<String> reasons,
    ModelReference model,
    ModelReference previousModel,
    DecisionPolicy policy,
    Map<String, Object> evidence,
    Instant watermark,
    Instant decidedAt) {
  public Decision {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(experimentKey, "experimentKey");
    Objects.requireNonNull(action, "action");
    reasons = List.copyOf(reasons);
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(evidence, "evidence");
    watermark = watermark.truncatedTo(ChronoUnit.MICROS);
    decidedAt = decidedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether it asks a person to confirm it. */
  public boolean isProposal() {
    return !applied && action != Action.KEEP_RUNNING;
  }
}
