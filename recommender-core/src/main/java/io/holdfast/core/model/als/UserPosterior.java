package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.random.RandomGenerator;

/**
 * The posterior distribution of a user's factor, whose mean the fold-in is.
 *
 * <p>Read as a probabilistic model (Salakhutdinov &amp; Mnih 2008, "Probabilistic matrix
 * factorization"), the weighted squared loss of a row says that cell i has the value w·hᵢ with
 * variance σ²/cᵢ for its weight cᵢ, and the ridge that w is normal around 0 with variance σ²/ridge.
 * Then w given the cells is N(A⁻¹Xᵀτ, σ²A⁻¹) with the matrix A = XᵀX + gHᵀH + ridge·1 of the normal
 * equations of {@link RowSolver}. With A = LLᵀ, w = mean + σL⁻ᵀz for standard normal z, and so the
 * score of item i deviates by
 *
 * <pre>
 * h_iᵀ σL⁻ᵀz = σ (L⁻¹h_i)·z
 * </pre>
 *
 * <p>Making it is O(n·d²) for n items, a draw O(n·d). Not thread-safe.
 */
final class UserPosterior {

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final int count;
  private final float[] whitened;

  /**
   * The distribution of the scores of some items.
   *
   * @param factor L in the lower triangle, float32 [d, d]
   * @param itemFactors H, float32 [all items, d]
   * @param items the items' rows in it
   */
  UserPosterior(
      LinearAlgebra linearAlgebra, float[] factor, float[] itemFactors, int[] items, int d) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = d;
    this.count = items.length;
    this.whitened = new float[items.length * d];
    for (int at = 0; at < items.length; at++) {
      System.arraycopy(itemFactors, items[at] * d, whitened, at * d, d);
      solveLower(factor, at * d);
    }
  }

  /** The d elements of {@code whitened} from {@code offset} on := L⁻¹ times themselves. */
  private void solveLower(float[] factor, int offset) {
    int d = dimensions;
    for (int row = 0; row < d; row++) {
      double sum = whitened[offset + row];
      for (int k = 0; k < row; k++) {
        sum -= (double) factor[row * d + k] * whitened[offset + k];
      }
      whitened[offset + row] = (float) (sum / factor[row * d + row]);
    }
  }

  /** Deviations of the scores, float32 [draws, items]. */
  float[] deviations(double noise, int draws, RandomGenerator random) {
    int d = dimensions;
    float[] z = new float[draws * d];
    for (int f = 0; f < z.length; f++) {
      z[f] = (float) (noise * random.nextGaussian());
    }
    float[] deviations = new float[draws * count];
    linearAlgebra.gemm(
        false, true, draws, count, d, 1f, z, 0, d, whitened, 0, d, 0f, deviations, 0, count);
    return deviations;
  }
}
