/**
 * The decision: the daily evaluation of running experiments by the rule of {@code
 * contracts.decision}, and a person's own decisions. Imports {@code domain} and the records of
 * {@code contracts}; adapters call it.
 */
package io.holdfast.experiment.decision;
