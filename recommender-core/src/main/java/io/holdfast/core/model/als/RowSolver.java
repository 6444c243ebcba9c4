package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;

/**
 * Solves the normal equations of one row exactly, by Cholesky factorization: with {@link
 * ScaledRows} X and τ
 *
 * <pre>
 * w = (XᵀX + gHᵀH + ridge·1)⁻¹ Xᵀτ
 * </pre>
 *
 * <p>Training takes the detour of {@link ShortRows} for short rows, to the same solution. Keeps
 * buffers, O(d²): one a thread; not thread-safe. A row costs O(|I|·d² + d³), a short one O(|I|·d²).
 */
final class RowSolver {

  private static final int BLOCK = 256;

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final float[] normal;
  private final ScaledRows scaled;
  private final float[] projected;
  private final float[] small;

  /**
   * A solver with room for rows of any length.
   *
   * @param longest the number of entries of the longest row to come; makes small buffers for one
   *     that only sees short rows
   */
  RowSolver(LinearAlgebra linearAlgebra, Weighting weighting, int dimensions, int longest) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.normal = new float[dimensions * dimensions];
    int limit = Math.min(ShortRows.limit(dimensions), longest);
    this.scaled =
        new ScaledRows(weighting, dimensions, Math.max(Math.clamp(longest, 1, BLOCK), limit));
    this.projected = new float[limit * dimensions];
    this.small = new float[limit * limit];
  }

  /**
   * Solves for row {@code row} and writes the solution to {@code out}. A row without entries is
   * zero.
   *
   * @param factors H, float32 [columns, d]
   * @param gramian gHᵀH, its lower triangle
   */
  void solve(
      float[] factors,
      float[] gramian,
      Observations observations,
      int row,
      float ridge,
      float[] out,
      int outOffset) {
    int d = dimensions;
    Arrays.fill(out, outOffset, outOffset + d, 0f);
    if (observations.length(row) == 0) {
      return;
    }
    assemble(factors, gramian, observations, row, ridge, out, outOffset);
    linearAlgebra.posv(d, 1, normal, 0, d, out, outOffset, d);
  }

  /**
   * Solves the normal equations of row {@code row} for other right-hand sides than its own.
   *
   * @param right float32 [count, d]: each row is one of them, overwritten by its solution
   */
  void solveAll(
      float[] factors,
      float[] gramian,
      Observations observations,
      int row,
      float ridge,
      float[] right,
      int count) {
    assemble(factors, gramian, observations, row, ridge, new float[dimensions], 0);
    linearAlgebra.posv(dimensions, count, normal, 0, dimensions, right, 0, dimensions);
  }

  /** Writes XᵀX + gHᵀH + ridge·1 to {@code normal} and adds Xᵀτ to {@code out}. */
  private void assemble(
      float[] factors,
      float[] gramian,
      Observations observations,
      int row,
      float ridge,
      float[] out,
      int outOffset) {
    int d = dimensions;
    System.arraycopy(gramian, 0, normal, 0, normal.length);
    int end = observations.starts()[row + 1];
    for (int p = observations.starts()[row]; p < end; p += scaled.capacity()) {
      int count = Math.min(scaled.capacity(), end - p);
      scaled.gather(factors, observations, p, count, 0, d);
      linearAlgebra.syrk(d, count, 1f, scaled.x(), 0, d, 1f, normal, 0, d);
      linearAlgebra.gemv(
          true, count, d, 1f, scaled.x(), 0, d, scaled.targets(), 0, 1f, out, outOffset);
    }
    for (int f = 0; f < d; f++) {
      normal[f * d + f] += ridge;
    }
  }

  /**
   * The Cholesky factor L of the matrix LLᵀ of the equations that {@link #solve} solved last, in
   * the lower triangle, float32 [d, d]; the solver's own, good until the next row.
   */
  float[] factor() {
    return normal;
  }

  /**
   * {@link #solve} for a row of at least one and at most {@link ShortRows#limit} entries.
   *
   * @param inverse A⁻¹ of {@link ShortRows#inverse} for this number of entries
   */
  void solveShort(
      float[] factors,
      float[] inverse,
      Observations observations,
      int row,
      float[] out,
      int outOffset) {
    int d = dimensions;
    int n = observations.length(row);
    scaled.gather(factors, observations, observations.starts()[row], n, 0, d);
    float[] x = scaled.x();
    linearAlgebra.gemm(false, false, n, d, d, 1f, x, 0, d, inverse, 0, d, 0f, projected, 0, d);
    linearAlgebra.gemm(false, true, n, n, d, 1f, projected, 0, d, x, 0, d, 0f, small, 0, n);
    for (int r = 0; r < n; r++) {
      small[r * n + r] += 1;
    }
    linearAlgebra.posv(n, 1, small, 0, n, scaled.targets(), 0, n);
    linearAlgebra.gemv(true, n, d, 1f, projected, 0, d, scaled.targets(), 0, 0f, out, outOffset);
  }
}
