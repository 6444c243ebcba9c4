/**
 * Experiments in PostgreSQL through Hibernate Reactive Panache. Fills the ports of {@code domain};
 * no other adapter is imported, and SQL is here and in {@code log} alone. Every method must be
 * called on a Vert.x context, as requests and the decision schedule do.
 */
package io.holdfast.experiment.store;
