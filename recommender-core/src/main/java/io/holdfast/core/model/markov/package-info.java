/**
 * Windowed item-to-item transitions. Imports {@code core.model} and what that imports, {@code
 * core.model.neighbour} and {@code core.parallel}.
 */
package io.holdfast.core.model.markov;
