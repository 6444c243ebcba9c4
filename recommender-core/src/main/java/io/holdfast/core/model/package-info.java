/**
 * What a model is to the rest of the product: kinds by name with typed parameters, training,
 * ranking for a history, and the way into and out of an artifact.
 *
 * <p>Imports {@code core.data}, {@code core.linalg}, {@code core.retrieval} and {@code
 * core.artifact}. The kinds live in packages below and are found by {@link
 * java.util.ServiceLoader}, so nothing here names them; another module may bring its own.
 */
package io.holdfast.core.model;
