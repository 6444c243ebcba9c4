package io.holdfast.core.evaluation;

import io.holdfast.core.retrieval.ItemFilter;
import java.util.Arrays;

/**
 * Where the targets of one case stand among all allowed items of the catalogue.
 *
 * <p>Ties count against us: an item with the same score as a target stands before it. Targets that
 * tie with each other take consecutive places. A NaN score counts as −∞.
 */
final class TargetRanks {

  private TargetRanks() {}

  /**
   * The 0-based ranks of {@code targets}, ascending.
   *
   * @param scores a score for each item of the catalogue
   * @param targets distinct items, all of them allowed
   * @param filter the items that compete
   */
  static int[] of(float[] scores, int[] targets, ItemFilter filter) {
    int count = targets.length;
    float[] sorted = new float[count];
    for (int t = 0; t < count; t++) {
      sorted[t] = comparable(scores[targets[t]]);
    }
    Arrays.sort(sorted);
    // passed[c]: items that stand before exactly the c lowest targets.
    int[] passed = new int[count + 1];
    for (int item = 0; item < scores.length; item++) {
      float score = comparable(scores[item]);
      if (score >= sorted[0] && filter.allowed(item)) {
        passed[atMost(sorted, score)]++;
      }
    }
    for (int target : targets) {
      passed[atMost(sorted, comparable(scores[target]))]--;
    }
    int[] ranks = new int[count];
    int before = 0;
    for (int t = count - 1; t >= 0; t--) {
      before += passed[t + 1];
      ranks[count - 1 - t] = before + (count - 1 - t);
    }
    return ranks;
  }

  /** How many of {@code sorted} are at most {@code score}. */
  private static int atMost(float[] sorted, float score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static float comparable(float score) {
    // Adding zero makes −0 and 0 one value, which sorting would tell apart.
    return Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score + 0f;
  }
}
