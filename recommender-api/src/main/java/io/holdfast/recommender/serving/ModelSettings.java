package io.holdfast.recommender.serving;

import java.time.Duration;

/**
 * How models are kept in memory.
 *
 * @param memoryBytes how much all of them may take; the active one and the popularity to fall back
 *     on are loaded in any case
 * @param warmUpLists how many lists a model ranks before it may serve
 * @param retryInterval how long one that could not be loaded is left alone
 * @param patience how long readiness waits for an active model that cannot be had for the moment
 */
public record ModelSettings(
    long memoryBytes, int warmUpLists, Duration retryInterval, Duration patience) {}
