package io.holdfast.recommender.serving;

/**
 * A model that brought items to a list.
 *
 * @param team the variant whose ranking it made, where two are interleaved; null otherwise
 * @param model the model
 */
record Ranker(String team, ServableModel model) {}
