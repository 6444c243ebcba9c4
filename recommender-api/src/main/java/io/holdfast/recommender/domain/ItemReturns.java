package io.holdfast.recommender.domain;

/**
 * How often people came back after they had consumed an item.
 *
 * @param itemId the item
 * @param consumptions how many users consumed it, each counted once
 * @param returns how many of them came back
 */
public record ItemReturns(String itemId, long consumptions, long returns) {
  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if nobody consumed it, or more came back than did
   */
  public ItemReturns {
    if (consumptions < 1 || returns < 0 || returns > consumptions) {
      throw new IllegalArgumentException(
          "%d returns after %d consumptions of %s".formatted(returns, consumptions, itemId));
    }
  }
}
