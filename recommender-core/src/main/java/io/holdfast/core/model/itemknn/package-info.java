/**
 * Item-based nearest neighbours. Imports {@code core.model} and what that imports, {@code
 * core.model.neighbour} and {@code core.parallel}.
 */
package io.holdfast.core.model.itemknn;
