package io.holdfast.contracts.event;

/**
 * One place of a served list.
 *
 * @param itemId what was shown
 * @param position from 0
 * @param score the ranker's score, comparable within its list, and its team or source, only
 * @param propensity the probability that the item got its place, given the request; null where
 *     nothing was random, and in interleaved and mixed lists
 * @param team the variant whose ranking brought it, where two are interleaved; null otherwise, and
 *     where the other ranking had nothing left to bring
 * @param source what brought it, where a scenario mixes sources, in the words of a list's source;
 *     null otherwise, and where a pin alone did
 */
public record ServedItem(
    String itemId, int position, double score, Double propensity, String team, String source) {
  public ServedItem {
    Bounds.id("itemId", itemId);
    Bounds.finite("score", score);
    Bounds.optionalId("team", team);
    Bounds.optionalId("source", source);
  }

  /** An item of a list that is not mixed. */
  public ServedItem(String itemId, int position, double score, Double propensity, String team) {
    this(itemId, position, score, propensity, team, null);
  }

  /** The same item, brought by that source. */
  public ServedItem from(String bringing) {
    return new ServedItem(itemId, position, score, propensity, team, bringing);
  }
}
