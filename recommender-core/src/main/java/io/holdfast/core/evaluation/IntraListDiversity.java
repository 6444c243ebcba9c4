package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionMatrix;
import java.util.Arrays;

/**
 * How unlike each other the items of a list are: the mean over its pairs of the distance d(i, j) =
 * 1 − cos(i, j) (Ziegler et al. 2005, eq. 3, with a distance for the similarity; Castells, Hurley
 * &amp; Vargas 2015, eq. 26.2). An item is the binary vector of its users in training, so
 *
 * <pre>cos(i, j) = |U_i ∩ U_j| / √(|U_i| |U_j|)</pre>
 *
 * and 0 if either had none. A list of fewer than two items has no pair, and no diversity: 0.
 *
 * <p>A pair costs O(|U_i| + |U_j|); lists share most of their pairs, so each worker remembers some.
 * What is remembered changes no result. One call at a time for each worker.
 */
final class IntraListDiversity {

  private static final int REMEMBERED_BITS = 16;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final InteractionMatrix.ItemColumns columns;
  private final long[][] pairs;
  private final float[][] cosines;

  IntraListDiversity(InteractionMatrix training, int workers) {
    this.columns = training.byItem();
    this.pairs = new long[workers][1 << REMEMBERED_BITS];
    this.cosines = new float[workers][1 << REMEMBERED_BITS];
    for (long[] remembered : pairs) {
      Arrays.fill(remembered, -1);
    }
  }

  double of(int worker, int[] items) {
    double sum = 0;
    for (int a = 0; a < items.length; a++) {
      for (int b = a + 1; b < items.length; b++) {
        sum += 1 - remembered(worker, Math.min(items[a], items[b]), Math.max(items[a], items[b]));
      }
    }
    int count = items.length * (items.length - 1) / 2;
    return count == 0 ? 0 : sum / count;
  }

  private float remembered(int worker, int first, int second) {
    long pair = (long) first << Integer.SIZE | second;
    int at = (int) (pair * SPREAD >>> (Long.SIZE - REMEMBERED_BITS));
    if (pairs[worker][at] != pair) {
      pairs[worker][at] = pair;
      cosines[worker][at] = (float) cosine(first, second);
    }
    return cosines[worker][at];
  }

  private double cosine(int first, int second) {
    int[] starts = columns.starts();
    int[] users = columns.users();
    int p = starts[first];
    int q = starts[second];
    long common = 0;
    while (p < starts[first + 1] && q < starts[second + 1]) {
      int order = Integer.compare(users[p], users[q]);
      common += order == 0 ? 1 : 0;
      p += order <= 0 ? 1 : 0;
      q += order >= 0 ? 1 : 0;
    }
    double sizes =
        (double) (starts[first + 1] - starts[first]) * (starts[second + 1] - starts[second]);
    return sizes == 0 ? 0 : common / Math.sqrt(sizes);
  }
}
