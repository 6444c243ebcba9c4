/**
 * Survival analysis of right-censored times: how long users stay away, of whom some have not come
 * back yet. {@link io.holdfast.stickiness.survival.SurvivalTimes} are the data, {@link
 * io.holdfast.stickiness.survival.SurvivalCurve} the Kaplan–Meier estimate; {@link
 * io.holdfast.stickiness.survival.LogRankOutcome} and {@link
 * io.holdfast.stickiness.survival.RestrictedMeanComparison} compare two groups.
 *
 * <p>Everything here is for one look, planned beforehand: none of the intervals is always-valid.
 * May import {@code statistics} for its intervals, and the distributions of commons-statistics.
 */
package io.holdfast.stickiness.survival;
