/**
 * metrics-dashboard as a whole process: how fast it catches up with the log, and how fast it
 * answers. Starts the service's jar on an embedded PostgreSQL; knows its tables only where it loads
 * them.
 */
package io.holdfast.benchmarks.metrics;
