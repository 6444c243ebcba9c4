package io.holdfast.recommender.serving;

import java.time.Duration;

/**
 * How served lists are logged.
 *
 * @param capacity the most lists that wait to be logged
 * @param batchRows the most lists of one transaction
 * @param flushInterval how often they are logged
 * @param deadline how long a request waits for room before its list is counted as lost
 * @param shutdownDeadline how long the last lists may take when the service ends
 */
public record ServedSettings(
    int capacity,
    int batchRows,
    Duration flushInterval,
    Duration deadline,
    Duration shutdownDeadline) {}
