/**
 * The statistics of experiments: comparisons of two arms with fixed-horizon and always-valid
 * intervals, posteriors, adjustment by covariates, strata, guardrails, several tests, power, and
 * the sample-ratio checks. All of it from sufficient statistics, but quantiles and winsorization
 * caps, which need values per user; never sees time. What could not be tested is {@link
 * io.holdfast.stickiness.statistics.Inconclusive}, never a made-up number. Imports the JDK and
 * commons-statistics (with the commons-numbers it brings) alone.
 */
package io.holdfast.stickiness.statistics;
