/**
 * Seeded simulations of the statistics of experiments: whether error rates, coverage and power are
 * what they are said to be. Imports {@code io.holdfast.stickiness.statistics} and {@code program}.
 */
package io.holdfast.benchmarks.simulation;
