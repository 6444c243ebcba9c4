/**
 * From training data to an artifact: evaluation, quality gate, training, writing.
 *
 * <p>Imports {@code training.data} and {@code core}.
 */
package io.holdfast.training.pipeline;
