package io.holdfast.recommender.strategy;

/**
 * What one stage did to one item's place.
 *
 * @param kind the stage's kind
 * @param from its place before, from 0; null if the stage brought it in
 * @param to its place after
 */
public record StageEffect(String kind, Integer from, int to) {}
