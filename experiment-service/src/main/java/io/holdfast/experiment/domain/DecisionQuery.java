package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.DecisionMade.Action;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Which decisions are wanted; what is null does not narrow them.
 *
 * @param experimentKey about that experiment
 * @param action of that action
 * @param applied only applied ones, or only others
 * @param from made at that time or later
 * @param to made before that time
 * @param newestFirst the order
 * @param past only those beyond that one, in the order; null for the first page
 * @param limit at most so many
 */
public record DecisionQuery(
    String experimentKey,
    Action action,
    Boolean applied,
    Instant from,
    Instant to,
    boolean newestFirst,
    UUID past,
    int limit) {
  public DecisionQuery {
    Objects.requireNonNull(experimentKey, "experimentKey");
  }
}
