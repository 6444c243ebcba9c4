/**
 * The schema {@code recommender} in PostgreSQL: Panache entities for what people edit, the Vert.x
 * client for hot paths and sets. Implements ports of {@code domain}; imports no other adapter.
 */
package io.holdfast.recommender.store;
