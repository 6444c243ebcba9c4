/**
 * The statistics of experiments from sufficient statistics: comparisons of two arms, always-valid
 * intervals, and the sample-ratio checks. Never sees rows, users or time. What could not be tested
 * is {@link io.holdfast.stickiness.statistics.Inconclusive}, never a made-up number. Imports the
 * JDK and commons-statistics (with the commons-numbers it brings) alone.
 */
package io.holdfast.stickiness.statistics;
