/**
 * Which variants a user gets: the running experiments, evaluated here from their last known
 * definitions. Imports {@code domain}, {@code background} and {@code contracts}.
 */
package io.holdfast.recommender.assignment;
