package io.holdfast.experiment.rest;

import io.holdfast.experiment.domain.AuditEntry;
import io.holdfast.experiment.domain.FieldChange;
import java.time.Instant;
import java.util.List;

/**
 * A line of the audit as it is sent.
 *
 * @param experiment the key of the experiment
 * @param revision the revision that the change led to, or left in place
 * @param at when
 * @param actor the id of an API key; what the service does by itself is done by {@code
 *     holdfast:decision} and the like
 * @param action what was done
 * @param reason why, in a person's words; absent if nobody said
 * @param changes the fields that the change touched; none if a decision left all as it was
 */
public record AuditBody(
    String experiment,
    int revision,
    Instant at,
    String actor,
    String action,
    String reason,
    List<FieldChange> changes) {
  static AuditBody of(AuditEntry entry) {
    return new AuditBody(
        entry.experimentKey(),
        entry.revision(),
        entry.at(),
        entry.actor(),
        entry.action(),
        entry.reason(),
        FieldChange.between(entry.before(), entry.after()));
  }
}
