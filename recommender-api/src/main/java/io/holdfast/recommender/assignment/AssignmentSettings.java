package io.holdfast.recommender.assignment;

import java.time.Duration;

/**
 * How the running experiments are followed.
 *
 * @param pollInterval how often to ask for them
 * @param recentExposures how long at least to remember what users were shown: longer than it takes
 *     a served list to reach the log and its projection
 */
public record AssignmentSettings(Duration pollInterval, Duration recentExposures) {}
