package io.holdfast.stickiness.statistics;

/**
 * Which of two rankings users preferred when they were shown both, one count a user: whoever gave
 * one of them more credit prefers it, whoever gave both the same is a tie. Users who gave none are
 * not among them: they say nothing of either.
 *
 * @param wins users who prefer the challenger
 * @param losses users who prefer the control
 * @param ties users who prefer neither
 */
public record PairedPreferences(long wins, long losses, long ties) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public PairedPreferences {
    if (wins < 0 || losses < 0 || ties < 0) {
      throw new IllegalArgumentException(
          "%d wins, %d losses, %d ties".formatted(wins, losses, ties));
    }
  }

  /** All of them, n. */
  public long users() {
    return wins + losses + ties;
  }

  /** Those who prefer one. */
  public long decided() {
    return wins + losses;
  }
}
