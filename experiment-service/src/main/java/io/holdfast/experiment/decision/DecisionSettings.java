package io.holdfast.experiment.decision;

import java.time.Duration;

/**
 * How decisions are scheduled.
 *
 * @param lateness how late events may come: the watermark is now less this
 * @param longestPause the longest wait after results could not be had, time and again
 */
public record DecisionSettings(Duration lateness, Duration longestPause) {}
