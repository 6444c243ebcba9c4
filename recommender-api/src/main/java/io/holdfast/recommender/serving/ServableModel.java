package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.model.RankingModel;

/**
 * A loaded model.
 *
 * @param reference which; null for popularity counted from the log
 * @param digest its artifact's digest; null for popularity counted from the log
 * @param model what ranks
 * @param numbers the catalogue's number of each of the model's items, in their order
 */
public record ServableModel(
    ModelReference reference, String digest, RankingModel model, int[] numbers) {}
