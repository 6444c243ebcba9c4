package io.holdfast.experiment.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One line of the audit: who did what, and how the experiment stood before and after. Never changed
 * once it is stored.
 *
 * @param position grows from line to line; of one experiment's lines, in the order of the changes
 * @param experimentKey which experiment
 * @param revision the revision that it led to, or left in place
 * @param at when
 * @param actor the id of an API key, or for what the service does by itself a name that begins with
 *     {@code holdfast:}
 * @param action what was done, e.g. {@code start}
 * @param reason why, in a person's words; null if nobody said
 * @param before the experiment before; null if it was made
 * @param after the experiment after
 */
public record AuditEntry(
    long position,
    String experimentKey,
    int revision,
    Instant at,
    String actor,
    String action,
    String reason,
    Map<String, Object> before,
    Map<String, Object> after) {
  public AuditEntry {
    Objects.requireNonNull(experimentKey, "experimentKey");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(after, "after");
  }
}
