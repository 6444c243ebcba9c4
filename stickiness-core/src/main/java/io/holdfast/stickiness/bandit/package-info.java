/**
 * Multi-armed bandits: what is believed of each arm's reward, how likely each arm is the best, and
 * the weights that follow. Works on sufficient statistics and never sees time; estimates under
 * weights that moved are {@link io.holdfast.stickiness.statistics.PropensityComparison}'s. Imports
 * {@code statistics}, the JDK and commons-statistics alone.
 */
package io.holdfast.stickiness.bandit;
