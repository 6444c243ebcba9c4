/**
 * Models that score items by the neighbours of what the user has done: sparse neighbour lists, the
 * weights of a history, and the ranking that both make. The kinds that fill the lists ({@code
 * markov}, {@code item-knn}) live beside this package and may import it.
 *
 * <p>Imports {@code core.model} and what that imports, and {@code core.parallel}.
 */
package io.holdfast.core.model.neighbour;
