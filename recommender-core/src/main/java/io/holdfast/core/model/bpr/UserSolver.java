package io.holdfast.core.model.bpr;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;

/**
 * Folds a user in: with the items fixed, the w that minimises what {@link BprTraining} minimises
 * for one user,
 *
 * <pre>
 * f(w) = 1/|I| Σ_{i∈I} 1/|J| Σ_{j∈J} ln(1 + e^(−x̂_ij)) + λ/2 ‖w‖²,
 * x̂_ij = w·(h_i − h_j) + b_i − b_j
 * </pre>
 *
 * I being the user's items and J the sample of {@code candidates} that are not among them: a step
 * of LearnBPR that draws this user follows −∇f in expectation when J is all other items. f is
 * strictly convex, so w is one and the same whatever the seed; {@link UserFit} finds it.
 *
 * <p>Keeps no state between calls but what never changes; thread-safe.
 */
final class UserSolver {

  private final LinearAlgebra linearAlgebra;
  private final float[] items;
  private final int dimensions;
  private final double regularization;
  private final int[] candidates;

  // h and b of the candidates, float32 [d + 1, candidates]: a line a dimension.
  private final float[] candidateLines;

  /**
   * A solver over these items.
   *
   * @param items h with b in the last column, float32 [items, d + 1]; not copied
   * @param candidates distinct items that may stand for those the user has not met
   */
  UserSolver(
      LinearAlgebra linearAlgebra,
      float[] items,
      int dimensions,
      double regularization,
      int[] candidates) {
    this.linearAlgebra = linearAlgebra;
    this.items = items;
    this.dimensions = dimensions;
    this.regularization = regularization;
    this.candidates = candidates;
    this.candidateLines = new float[(dimensions + 1) * candidates.length];
    gather(candidates, candidateLines, candidates.length);
  }

  /**
   * The minimum of f, float64 [d]; zero if there is no item, or no candidate but the user's own.
   *
   * @param known I, ascending
   * @param excluded items that are no candidates, ascending: I and what else the user has met
   */
  double[] solve(int[] known, int[] excluded) {
    boolean[] other = new boolean[candidates.length];
    int others = 0;
    for (int j = 0; j < candidates.length; j++) {
      other[j] = isOther(j, excluded);
      others += other[j] ? 1 : 0;
    }
    if (known.length == 0 || others == 0) {
      return new double[dimensions];
    }
    int width = known.length + candidates.length;
    float[] lines = new float[(dimensions + 1) * width];
    gather(known, lines, width);
    for (int f = 0; f <= dimensions; f++) {
      System.arraycopy(
          candidateLines,
          f * candidates.length,
          lines,
          f * width + known.length,
          candidates.length);
    }
    double weight = 1 / ((double) others * known.length);
    return new UserFit(linearAlgebra, dimensions, lines, known.length, other, weight)
        .minimum(regularization);
  }

  /**
   * What each item of I has in the minimum. There ∇f = 0, so
   *
   * <pre>
   * w = Σ_{i∈I} w_i,   w_i = 1/(λ |I| |J|) Σ_{j∈J} σ(−x̂_ij) (h_i − h_j)
   * </pre>
   *
   * (the representer theorem, as Yeh, Kim, Yen and Ravikumar, "Representer point selection for
   * explaining deep neural networks", NeurIPS 2018, eq. 3, use it). O(|I|·|J|·d).
   *
   * @param w the minimum, as {@link #solve} finds it
   * @return w_i, float64 [|I|, d]
   */
  double[] parts(int[] known, int[] excluded, double[] w) {
    double[] parts = new double[known.length * dimensions];
    int others = 0;
    for (int j = 0; j < candidates.length; j++) {
      if (isOther(j, excluded)) {
        others++;
        double otherScore = score(candidates[j], w);
        for (int i = 0; i < known.length; i++) {
          double pull = 1 / (1 + Math.exp(score(known[i], w) - otherScore));
          addDifference(pull, known[i], candidates[j], parts, i * dimensions);
        }
      }
    }
    // Without others w is zero, and so is every part.
    double share = 1 / (regularization * known.length * Math.max(1, others));
    for (int at = 0; at < parts.length; at++) {
      parts[at] *= share;
    }
    return parts;
  }

  private boolean isOther(int candidate, int[] excluded) {
    return Arrays.binarySearch(excluded, candidates[candidate]) < 0;
  }

  /** w·h + b of an item. */
  private double score(int item, double[] w) {
    int row = item * (dimensions + 1);
    double sum = items[row + dimensions];
    for (int f = 0; f < dimensions; f++) {
      sum += w[f] * items[row + f];
    }
    return sum;
  }

  /** Adds pull · (h_i − h_j) to {@code parts}. */
  private void addDifference(double pull, int i, int j, double[] parts, int at) {
    for (int f = 0; f < dimensions; f++) {
      parts[at + f] +=
          pull * ((double) items[i * (dimensions + 1) + f] - items[j * (dimensions + 1) + f]);
    }
  }

  /** Writes h and b of items to the front of lines of {@code width}. */
  private void gather(int[] rows, float[] lines, int width) {
    for (int r = 0; r < rows.length; r++) {
      int from = rows[r] * (dimensions + 1);
      for (int f = 0; f <= dimensions; f++) {
        lines[f * width + r] = items[from + f];
      }
    }
  }
}
