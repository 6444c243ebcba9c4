/**
 * Stickiness strategies: stages that thin, score, explore, order and promote the candidates of a
 * list after retrieval, each with parameters, so that they can be tested against each other.
 * Imports {@code domain}, the models and filters of {@code core}, and the problems of {@code
 * contracts}; knows no database and no HTTP.
 */
package io.holdfast.recommender.strategy;
