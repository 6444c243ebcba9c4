package io.holdfast.recommender.assignment;

import java.time.Duration;

/**
 * How the running experiments are followed.
 *
 * @param pollInterval how often to ask for them
 */
public record AssignmentSettings(Duration pollInterval) {}
