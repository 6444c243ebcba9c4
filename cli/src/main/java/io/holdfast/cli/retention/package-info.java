/**
 * Cohort retention from a table of events. Reads by {@code table}, counts by {@code
 * stickiness.retention}, prints nothing.
 */
package io.holdfast.cli.retention;
