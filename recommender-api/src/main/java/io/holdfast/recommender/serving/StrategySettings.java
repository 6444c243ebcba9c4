package io.holdfast.recommender.serving;

/**
 * How strategies are applied.
 *
 * @param depth how many candidates a list with strategies is made of, if its limit is not greater
 * @param shownLists how many of a user's last lists are looked at for what was ignored
 */
public record StrategySettings(int depth, int shownLists) {
  /** The most candidates of a list, unless more items are asked for. */
  public static final int GREATEST_DEPTH = 1000;

  /**
   * Checks the depth.
   *
   * @throws IllegalArgumentException if it is not between 1 and {@value #GREATEST_DEPTH}
   */
  public StrategySettings {
    if (depth < 1 || depth > GREATEST_DEPTH) {
      throw new IllegalArgumentException(
          "holdfast.strategies.depth lies between 1 and %d, was %d"
              .formatted(GREATEST_DEPTH, depth));
    }
  }

  /**
   * How many candidates to retrieve.
   *
   * @param limit how many items the list gets
   * @param more how many of the candidates may have to stay away
   */
  int candidates(int limit, int more) {
    return Math.max(limit, Math.min(GREATEST_DEPTH, Math.max(limit, depth) + more));
  }
}
