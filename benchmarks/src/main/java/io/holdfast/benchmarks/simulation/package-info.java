/**
 * Seeded simulations of the statistics of experiments and of the rule that decides them: whether
 * error rates, coverage and power are what they are said to be. Imports {@code
 * io.holdfast.stickiness.statistics}, {@code io.holdfast.contracts.decision} and {@code program}.
 */
package io.holdfast.benchmarks.simulation;
