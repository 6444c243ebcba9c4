/**
 * Offline evaluation: protocols that split a log without leaking, ranking metrics over the full
 * catalogue, bootstrap intervals and paired comparisons.
 *
 * <p>Every model goes through the same split and the same metrics. Imports {@code core.data},
 * {@code core.model}, {@code core.parallel} and the records of {@code core.artifact} that a
 * manifest keeps results in.
 */
package io.holdfast.core.evaluation;
