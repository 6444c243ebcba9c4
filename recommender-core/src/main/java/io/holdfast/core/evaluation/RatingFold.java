package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;

/**
 * Ratings cut in two: those that a model is trained on and told of, and those that it predicts.
 *
 * @param training the ratings to learn from, over the whole log's id maps
 * @param heldOut the ratings to predict, at most one of a user for an item, over the same id maps
 */
public record RatingFold(InteractionLog training, InteractionLog heldOut) {}
