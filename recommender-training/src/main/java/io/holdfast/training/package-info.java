/**
 * From a data file or the event log to a registered artifact: {@code reader} turns files into rows,
 * {@code data} rows into training data, {@code log} reads the event log, {@code pipeline}
 * evaluates, applies the quality gate, trains and writes the artifact, {@code register} hands it to
 * the model registry. Plain Java: no framework.
 */
package io.holdfast.training;
