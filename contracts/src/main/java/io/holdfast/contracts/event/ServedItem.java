package io.holdfast.contracts.event;

/**
 * One place of a served list.
 *
 * @param itemId what was shown
 * @param position from 0
 * @param score the ranker's score, comparable within its list, and its team, only
 * @param propensity the probability that the item got its place, given the request; null where
 *     nothing was random, and in interleaved lists
 * @param team the variant whose ranking brought it, where two are interleaved; null otherwise, and
 *     where the other ranking had nothing left to bring
 */
public record ServedItem(
    String itemId, int position, double score, Double propensity, String team) {
  public ServedItem {
    Bounds.id("itemId", itemId);
    Bounds.finite("score", score);
    Bounds.optionalId("team", team);
  }
}
