package io.holdfast.metrics.domain;

import java.time.Instant;

/**
 * A stretch of time of one user.
 *
 * @param userNumber who
 * @param from its begin, inclusive
 * @param to its end; whether it belongs to the span is for its user to say
 */
public record UserSpan(long userNumber, Instant from, Instant to) {}
