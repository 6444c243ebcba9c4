package io.holdfast.recommender.strategy;

import io.holdfast.core.model.History;
import io.holdfast.core.model.RankingModel;
import java.time.Instant;
import java.util.Map;

/**
 * The request that stages work for.
 *
 * @param model that ranked
 * @param history of the user or session, as the model understands it
 * @param facts of the catalogue
 * @param retrieval brings in further items
 * @param ignored how often each item was shown to the user without an answer
 * @param returns what is known of coming back
 * @param at the moment of the request
 * @param limit how many items the list gets
 * @param seed of all chance in the list: the same request, model and catalogue give the same list
 */
public record Situation(
    RankingModel model,
    History history,
    ItemFacts facts,
    Retrieval retrieval,
    Map<String, Integer> ignored,
    ReturnLifts returns,
    Instant at,
    int limit,
    long seed) {}
