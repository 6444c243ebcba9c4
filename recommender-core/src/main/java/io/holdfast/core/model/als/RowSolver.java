package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;

/**
 * Solves one row of a half-step exactly: with the other side's factors H fixed,
 *
 * <pre>
 * w = (Σ_{i∈I} hᵢhᵢᵀ + α₀HᵀH + ridge·1)⁻¹ Σ_{i∈I} hᵢ
 * </pre>
 *
 * by Cholesky factorization; training takes the detour of {@link ShortRows} for short rows, to the
 * same solution. Keeps buffers, O(d²): one a thread; not thread-safe. A row costs O(|I|·d² + d³), a
 * short one O(|I|·d²).
 */
final class RowSolver {

  private static final int BLOCK = 256;

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final int block;
  private final float[] normal;
  private final float[] gathered;
  private final float[] projected;
  private final float[] small;
  private final float[] weights;

  /**
   * A solver with room for rows of any length.
   *
   * @param longest the number of entries of the longest row to come; makes small buffers for one
   *     that only sees short rows
   */
  RowSolver(LinearAlgebra linearAlgebra, int dimensions, int longest) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.normal = new float[dimensions * dimensions];
    int limit = Math.min(ShortRows.limit(dimensions), longest);
    this.block = Math.clamp(longest, 1, BLOCK);
    this.gathered = new float[Math.max(block, limit) * dimensions];
    this.projected = new float[limit * dimensions];
    this.small = new float[limit * limit];
    this.weights = new float[limit];
  }

  /**
   * Solves for the row with entries {@code columns[from … to-1]} and writes it to {@code out}. A
   * row without entries is zero.
   *
   * @param factors H, float32 [columns, d]
   * @param gramian α₀HᵀH, its lower triangle
   */
  void solve(
      float[] factors,
      float[] gramian,
      int[] columns,
      int from,
      int to,
      float ridge,
      float[] out,
      int outOffset) {
    int d = dimensions;
    Arrays.fill(out, outOffset, outOffset + d, 0f);
    if (from == to) {
      return;
    }
    System.arraycopy(gramian, 0, normal, 0, normal.length);
    for (int p = from; p < to; p += block) {
      int count = Math.min(block, to - p);
      gather(factors, columns, p, count);
      linearAlgebra.syrk(d, count, 1f, gathered, 0, d, 1f, normal, 0, d);
      for (int r = 0; r < count; r++) {
        for (int f = 0; f < d; f++) {
          out[outOffset + f] += gathered[r * d + f];
        }
      }
    }
    for (int f = 0; f < d; f++) {
      normal[f * d + f] += ridge;
    }
    linearAlgebra.posv(d, 1, normal, 0, d, out, outOffset, d);
  }

  /**
   * {@link #solve} for a row of at least one and at most {@link ShortRows#limit} entries.
   *
   * @param inverse A⁻¹ of {@link ShortRows#inverse} for this number of entries
   */
  void solveShort(
      float[] factors,
      float[] inverse,
      int[] columns,
      int from,
      int to,
      float[] out,
      int outOffset) {
    int d = dimensions;
    int n = to - from;
    gather(factors, columns, from, n);
    linearAlgebra.gemm(
        false, false, n, d, d, 1f, gathered, 0, d, inverse, 0, d, 0f, projected, 0, d);
    linearAlgebra.gemm(false, true, n, n, d, 1f, projected, 0, d, gathered, 0, d, 0f, small, 0, n);
    for (int r = 0; r < n; r++) {
      small[r * n + r] += 1;
      weights[r] = 1;
    }
    linearAlgebra.posv(n, 1, small, 0, n, weights, 0, n);
    linearAlgebra.gemv(true, n, d, 1f, projected, 0, d, weights, 0, 0f, out, outOffset);
  }

  private void gather(float[] factors, int[] columns, int from, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(
          factors, columns[from + r] * dimensions, gathered, r * dimensions, dimensions);
    }
  }
}
