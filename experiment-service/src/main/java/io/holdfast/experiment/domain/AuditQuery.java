package io.holdfast.experiment.domain;

import java.time.Instant;

/**
 * Which lines of the audit are wanted; what is null does not narrow them.
 *
 * @param experimentKey of that experiment
 * @param actor by that actor
 * @param action of that action
 * @param from at that time or later
 * @param to before that time
 * @param newestFirst the order
 * @param past only lines beyond that position, in the order; null for the first page
 * @param limit at most so many
 */
public record AuditQuery(
    String experimentKey,
    String actor,
    String action,
    Instant from,
    Instant to,
    boolean newestFirst,
    Long past,
    int limit) {}
