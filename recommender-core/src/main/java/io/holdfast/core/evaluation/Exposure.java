package io.holdfast.core.evaluation;

import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.Arrays;

/**
 * What lists of length k show of the catalogue, over all users asked.
 *
 * <ul>
 *   <li>{@code coverage@k}: the share of the catalogue that is on any list.
 *   <li>{@code gini@k}: the Gini coefficient of how often each item of the catalogue is shown, 0 if
 *       all are shown alike, towards 1 if few get everything: Σᵢ (2i − n − 1) c₍ᵢ₎ / (n Σ c),
 *       counts ascending, i from 1 to n (Ricci et al., Recommender Systems Handbook, 2nd ed., eq.
 *       8.14).
 *   <li>{@code novelty@k}: a list's mean self-information log₂(U / c(i)), c(i) of the U users of
 *       training having had item i, at least 1 (Zhou et al. 2010). In bits; a mean over users.
 * </ul>
 *
 * <p>Each worker counts for itself, so results do not depend on the number of threads.
 */
final class Exposure {

  private final int cutoff;
  private final double[] information;
  private final int[][] shown;

  /**
   * Nothing shown yet.
   *
   * @param userCounts for each item its users in training
   * @param users the users of training, at least 1
   */
  Exposure(int cutoff, int[] userCounts, int users, int workers) {
    this.cutoff = cutoff;
    this.shown = new int[workers][userCounts.length];
    this.information = new double[userCounts.length];
    for (int i = 0; i < information.length; i++) {
      information[i] = Math.log((double) users / Math.max(1, userCounts[i])) / Math.log(2);
    }
  }

  /** Counts the list of the best scores that pass the filter, and returns it. */
  TopK show(int worker, float[] scores, ItemFilter filter) {
    TopKHeap heap = new TopKHeap(Math.min(cutoff, scores.length));
    for (int i = 0; i < scores.length; i++) {
      if (heap.accepts(i, scores[i]) && filter.allowed(i)) {
        heap.offer(i, scores[i]);
      }
    }
    TopK list = heap.drain();
    for (int item : list.items()) {
      shown[worker][item]++;
    }
    return list;
  }

  double novelty(TopK list) {
    double sum = 0;
    for (int item : list.items()) {
      sum += information[item];
    }
    return list.size() == 0 ? 0 : sum / list.size();
  }

  double coverage() {
    long covered = Arrays.stream(counts()).filter(count -> count > 0).count();
    return (double) covered / information.length;
  }

  double gini() {
    return gini(counts());
  }

  static double gini(long[] counts) {
    long[] ascending = counts.clone();
    Arrays.sort(ascending);
    int n = ascending.length;
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      weighted += (2.0 * (i + 1) - n - 1) * ascending[i];
      total += ascending[i];
    }
    return total == 0 ? 0 : weighted / (n * total);
  }

  private long[] counts() {
    long[] counts = new long[information.length];
    for (int[] worker : shown) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += worker[i];
      }
    }
    return counts;
  }
}
