package io.holdfast.core.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the score of one item for one history comes from:
 *
 * <pre>score = baseline + Σ contributions + remainder</pre>
 *
 * @param kind what a contribution is
 * @param baseline what is due to no single item of the history
 * @param contributions the weightiest, positive or negative, weightiest first
 * @param remainder the sum of all others
 */
public record Explanation(
    Kind kind, double baseline, List<Contribution> contributions, double remainder) {

  /** Copies the contributions. */
  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /** How a model comes by its scores, and so what its contributions are. */
  public enum Kind {
    /**
     * The user's factor is a weighted least squares solution, linear in what it is fitted to; a
     * contribution is the part of the score that is due to fitting one item. What one item
     * contributes depends on the other items of the history.
     */
    LEAST_SQUARES,

    /**
     * A score is a sum with one term for each item of the history, its weight times its similarity
     * to the item scored. Without that item the score would be less by its term.
     */
    ITEM_TO_ITEM,

    /**
     * The user's factor minimises a loss of pairs: an item of the history against one that the user
     * has not met. At the minimum it is a sum over those pairs; a contribution is the part of one
     * item's pairs.
     */
    PAIRWISE,

    /**
     * A predicted rating. A contribution is what one rating of the user moves it by, given the
     * others; the baseline is the rating expected of a user of whom nothing is known.
     */
    RATING,

    /** The score is the same for everybody: nothing that the user did plays a part. */
    POPULARITY
  }

  /**
   * What one item of the history adds to the score; negative if it speaks against the item scored.
   *
   * @param item the item's index
   * @param value in units of the score
   */
  public record Contribution(int item, double value) {}

  /** A score that no item of a history has a part in. */
  public static Explanation ofNothing(Kind kind, double score) {
    return new Explanation(kind, score, List.of(), 0);
  }

  /**
   * An explanation that tells {@code most} contributions one by one.
   *
   * @param items the distinct items of the history that have a part in the score
   * @param values what each contributes
   * @throws IllegalArgumentException if there is not one value an item, or {@code most} is negative
   */
  public static Explanation of(Kind kind, double baseline, int[] items, double[] values, int most) {
    if (items.length != values.length || most < 0) {
      throw new IllegalArgumentException(
          "%d items, %d values, %d to tell".formatted(items.length, values.length, most));
    }
    List<Integer> order =
        IntStream.range(0, items.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(at -> -Math.abs(values[at]))
                    .thenComparingInt(at -> items[at]))
            .toList();
    List<Contribution> told = new ArrayList<>(Math.min(most, items.length));
    double remainder = 0;
    for (int at : order) {
      if (told.size() < most) {
        told.add(new Contribution(items[at], values[at]));
      } else {
        remainder += values[at];
      }
    }
    return new Explanation(kind, baseline, told, remainder);
  }

  /** The score. */
  public double score() {
    return baseline + contributions.stream().mapToDouble(Contribution::value).sum() + remainder;
  }
}
