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
 * by Cholesky factorization. Training and fold-in use this same code. Keeps buffers, O(d²): one a
 * thread; not thread-safe. A row costs O(|I|·d² + d³).
 */
final class RowSolver {

  private static final int BLOCK = 256;

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final float[] normal;
  private final float[] gathered;

  RowSolver(LinearAlgebra linearAlgebra, int dimensions) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.normal = new float[dimensions * dimensions];
    this.gathered = new float[BLOCK * dimensions];
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
    for (int p = from; p < to; p += BLOCK) {
      int count = Math.min(BLOCK, to - p);
      for (int r = 0; r < count; r++) {
        System.arraycopy(factors, columns[p + r] * d, gathered, r * d, d);
      }
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
}
