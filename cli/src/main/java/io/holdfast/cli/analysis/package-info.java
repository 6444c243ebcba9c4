/**
 * The analysis of an experiment from a table: rows reduced to units, units to moments of each
 * variant, and these compared with the control. Reads by {@code table}, computes by {@code
 * stickiness.statistics}, prints nothing.
 */
package io.holdfast.cli.analysis;
