package io.holdfast.core.model.bpr;

import io.holdfast.core.linalg.LinearAlgebra;

/**
 * The Hessian of one user's f, see {@link UserSolver}:
 *
 * <pre>
 * 1/(|I| |J|) Σ_ij c_ij (h_i − h_j)(h_i − h_j)ᵀ + λ·1
 *   = 1/(|I| |J|) (Σ_i c_i h_i h_iᵀ + Σ_j c_j h_j h_jᵀ − M − Mᵀ) + λ·1,   M = Σ_ij c_ij h_i h_jᵀ
 * </pre>
 *
 * with c_i and c_j the curvatures of {@link PairSums}. M is a sum over the nodes of {@link
 * ScoreNodes}, so that its rank is n and not |I|. In float32, O((|I| + |J|)·d²). Keeps buffers; not
 * thread-safe.
 */
final class PairHessian {

  /** Rows of the lower triangle that are computed together. */
  private static final int BLOCK = 32;

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final float[] lines;
  private final int own;
  private final int width;
  private final double weight;
  private final float[] scaled;
  private final float[] scaledLine;
  private final float[] hessian;
  private final float[] cross;

  /**
   * Room for the Hessian.
   *
   * @param lines h and b of I and of the candidates, float32 [d + 1, width]
   * @param own |I|
   * @param width |I| and the candidates
   * @param weight 1 / (|I| |J|)
   */
  PairHessian(
      LinearAlgebra linearAlgebra,
      int dimensions,
      float[] lines,
      int own,
      int width,
      double weight) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.lines = lines;
    this.own = own;
    this.width = width;
    this.weight = weight;
    this.scaled = new float[dimensions * width];
    this.scaledLine = new float[width];
    this.hessian = new float[dimensions * dimensions];
    this.cross = new float[dimensions * dimensions];
  }

  /**
   * Its lower triangle, float32 [d, d], where the sums were evaluated last; the same array each
   * time, for the caller to overwrite.
   */
  float[] at(PairSums sums, double regularization) {
    int d = dimensions;
    squares(sums);
    mixed(sums);
    for (int f = 0; f < d; f++) {
      for (int g = 0; g <= f; g++) {
        hessian[f * d + g] -= cross[f * d + g] + cross[g * d + f];
      }
      hessian[f * d + f] += (float) regularization;
    }
    return hessian;
  }

  /** Writes the lower triangle of Σ_r h_r h_rᵀ, each item and other by its curvature. */
  private void squares(PairSums sums) {
    int d = dimensions;
    float[] curvatures = new float[width];
    for (int r = 0; r < width; r++) {
      curvatures[r] = (float) (weight * sums.curvatures()[r]);
    }
    for (int f = 0; f < d; f++) {
      System.arraycopy(lines, f * width, scaledLine, 0, width);
      // At one index, which the compiler vectorizes; else it would have to rule out overlap.
      for (int r = 0; r < width; r++) {
        scaledLine[r] *= curvatures[r];
      }
      System.arraycopy(scaledLine, 0, scaled, f * width, width);
    }
    for (int first = 0; first < d; first += BLOCK) {
      int rows = Math.min(BLOCK, d - first);
      linearAlgebra.gemm(
          false,
          true,
          rows,
          first + rows,
          width,
          1f,
          lines,
          first * width,
          width,
          scaled,
          0,
          width,
          0f,
          hessian,
          first * d,
          d);
    }
  }

  /** Writes M = Σ_ij c_ij h_i h_jᵀ = Σ_k (Σ_i P_ik h_i)(Σ_j c_kj h_j)ᵀ. */
  private void mixed(PairSums sums) {
    int d = dimensions;
    int n = sums.nodes().count();
    int others = width - own;
    float scale = (float) weight;
    float[] ofOthers = new float[d * n];
    linearAlgebra.gemm(
        false,
        true,
        d,
        n,
        others,
        scale,
        lines,
        own,
        width,
        sums.nodeCurvatures(),
        0,
        others,
        0f,
        ofOthers,
        0,
        n);
    float[] ofItems = lines;
    int lineLength = width;
    if (!sums.nodes().areTheScores()) {
      ofItems = new float[d * n];
      lineLength = n;
      linearAlgebra.gemm(
          false,
          false,
          d,
          n,
          own,
          1f,
          lines,
          0,
          width,
          sums.nodes().matrix(),
          0,
          n,
          0f,
          ofItems,
          0,
          n);
    }
    linearAlgebra.gemm(
        false, true, d, d, n, 1f, ofItems, 0, lineLength, ofOthers, 0, n, 0f, cross, 0, d);
  }
}
