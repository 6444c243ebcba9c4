/**
 * What this service reads from the log: which models are registered and active. SQL is here and in
 * {@code store} alone; no other adapter is imported.
 */
package io.holdfast.experiment.log;
