package io.holdfast.core.model.neighbour;

import io.holdfast.core.model.History;
import java.util.HashSet;
import java.util.Set;

/**
 * How much each item of a history counts. Distinct items are numbered from the latest, k = 0, 1, 2,
 * …, each standing where it stood last; item k counts {@code decay^k · 2^(−age / halfLife)}, where
 * its age is the time between it and the latest item, and items from k = {@code last} on count
 * nothing.
 *
 * @param last how many items count, at least 1
 * @param decay what one step back in the sequence leaves of the weight, above 0, at most 1
 * @param halfLifeSeconds how many seconds halve the weight; 0: time plays no part
 */
public record HistoryWeights(int last, double decay, double halfLifeSeconds) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public HistoryWeights {
    if (last < 1 || !(decay > 0 && decay <= 1) || !(halfLifeSeconds >= 0)) {
      throw new IllegalArgumentException(
          "last %d, decay %s, half-life %s s".formatted(last, decay, halfLifeSeconds));
    }
  }

  /** Receives an item and its weight. */
  @FunctionalInterface
  public interface Visitor {
    /** Called once for each item that counts. */
    void visit(int item, float weight);
  }

  /** Hands each item that counts to {@code visitor}, latest first. O(history). */
  public void visit(History history, Visitor visitor) {
    Set<Integer> seen = new HashSet<>();
    double weight = 1;
    for (int p = history.size() - 1; p >= 0 && seen.size() < last; p--) {
      if (seen.add(history.item(p))) {
        visitor.visit(history.item(p), (float) (weight * freshness(history, p)));
        weight *= decay;
      }
    }
  }

  private double freshness(History history, int position) {
    if (halfLifeSeconds == 0) {
      return 1;
    }
    double age = (double) history.epochSecond(history.size() - 1) - history.epochSecond(position);
    return Math.pow(2, -age / halfLifeSeconds);
  }
}
