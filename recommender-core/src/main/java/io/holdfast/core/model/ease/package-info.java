/**
 * The closed-form linear autoencoder over items. Imports {@code core.model} and what that imports,
 * {@code core.model.neighbour} for the weights of a history, and {@code core.parallel}.
 */
package io.holdfast.core.model.ease;
