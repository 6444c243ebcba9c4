/**
 * What models are trained on, whichever door it came through: the interactions, their fingerprint
 * and their span.
 *
 * <p>Imports {@code training.reader} and {@code core}.
 */
package io.holdfast.training.data;
