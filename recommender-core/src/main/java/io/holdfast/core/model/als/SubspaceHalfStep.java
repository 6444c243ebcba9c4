package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.Arrays;

/**
 * The half-step of iALS++ (Rendle, Krichene, Zhang and Koren 2021, arXiv 2110.14044, algorithm 3):
 * Newton's method in one block π of dimensions after the other, which is exact there because the
 * objective is quadratic.
 *
 * <pre>
 * w_π := w_π − (X_πᵀX_π + (gHᵀH)_ππ + ridge·1)⁻¹ (X_πᵀ(Xw − τ) + (gHᵀH)_π w + ridge·w_π)
 * </pre>
 *
 * <p>with {@link ScaledRows} X and τ. The residual τ − Xw of a row is kept up to date from block to
 * block. Because the other side is fixed during a half-step, a row may do all its blocks before the
 * next row begins, with the same result as the paper's order; its residual is then needed for one
 * row at a time instead of for all entries. With a single block this is the exact solution.
 *
 * <p>Cost O(nnz·d·b + rows·(d² + d·b²)) for blocks of b. Memory O(b² + entries of the longest row)
 * a thread.
 */
final class SubspaceHalfStep implements HalfStep {

  private static final int GATHERED_FLOATS = 1 << 17;

  private final LinearAlgebra linearAlgebra;
  private final AlsParameters parameters;
  private final int dimensions;
  private final Worker[] workers;

  /**
   * The half-step.
   *
   * @param longestRow the most entries of a row of either side
   */
  SubspaceHalfStep(
      LinearAlgebra linearAlgebra, int threads, AlsParameters parameters, int longestRow) {
    this.linearAlgebra = linearAlgebra;
    this.parameters = parameters;
    this.dimensions = parameters.factors();
    this.workers = new Worker[threads];
    Arrays.setAll(workers, worker -> new Worker(longestRow));
  }

  @Override
  public ParallelLoop.Body prepare(Side side, Side fixed, float[] gramian) {
    int d = dimensions;
    float[] full = gramian.clone();
    for (int f = 0; f < d; f++) {
      for (int g = 0; g < f; g++) {
        full[g * d + f] = full[f * d + g];
      }
    }
    return (worker, from, to) -> {
      for (int row = from; row < to; row++) {
        workers[worker].solve(side, fixed, full, row);
      }
    };
  }

  /** A thread's buffers. */
  private final class Worker {

    private final int block = Math.min(parameters.block(), dimensions);
    private final ScaledRows scaled;
    private final float[] residual;
    private final float[] normal = new float[block * block];
    private final float[] step = new float[block];

    Worker(int longestRow) {
      this.residual = new float[longestRow];
      int most = Math.max(1, GATHERED_FLOATS / dimensions);
      this.scaled =
          new ScaledRows(parameters.weighting(), dimensions, Math.clamp(longestRow, 1, most));
    }

    void solve(Side side, Side fixed, float[] gramian, int row) {
      int d = dimensions;
      float[] w = side.factors();
      Observations observations = side.observations();
      int entries = observations.length(row);
      if (entries == 0) {
        Arrays.fill(w, row * d, row * d + d, 0f);
        return;
      }
      for (int place = 0; place < entries; place += scaled.capacity()) {
        int count = gather(observations, fixed, row, place, 0, d);
        System.arraycopy(scaled.targets(), 0, residual, place, count);
        linearAlgebra.gemv(false, count, d, -1f, scaled.x(), 0, d, w, row * d, 1f, residual, place);
      }
      float ridge = (float) parameters.ridge(entries, fixed.rows());
      for (int first = 0; first < d; first += block) {
        solveBlock(side, fixed, gramian, row, first, ridge);
      }
    }

    private void solveBlock(
        Side side, Side fixed, float[] gramian, int row, int first, float ridge) {
      int d = dimensions;
      int width = Math.min(block, d - first);
      float[] w = side.factors();
      Observations observations = side.observations();
      int entries = observations.length(row);
      linearAlgebra.gemv(false, width, d, -1f, gramian, first * d, d, w, row * d, 0f, step, 0);
      for (int f = 0; f < width; f++) {
        System.arraycopy(gramian, (first + f) * d + first, normal, f * block, width);
        normal[f * block + f] += ridge;
        step[f] -= ridge * w[row * d + first + f];
      }
      boolean whole = entries <= scaled.capacity();
      float[] x = scaled.x();
      for (int place = 0; place < entries; place += scaled.capacity()) {
        int count = whole ? entries : gather(observations, fixed, row, place, first, width);
        linearAlgebra.syrk(width, count, 1f, x, first, d, 1f, normal, 0, block);
        linearAlgebra.gemv(true, count, width, 1f, x, first, d, residual, place, 1f, step, 0);
      }
      linearAlgebra.posv(width, 1, normal, 0, block, step, 0, width);
      linearAlgebra.axpy(width, 1f, step, 0, w, row * d + first);
      for (int place = 0; place < entries; place += scaled.capacity()) {
        int count = whole ? entries : gather(observations, fixed, row, place, first, width);
        linearAlgebra.gemv(false, count, width, -1f, x, first, d, step, 0, 1f, residual, place);
      }
    }

    /** Gathers entries of the row from {@code place} on, as many as fit; says how many. */
    private int gather(
        Observations observations, Side fixed, int row, int place, int first, int width) {
      int count = Math.min(scaled.capacity(), observations.length(row) - place);
      scaled.gather(
          fixed.factors(), observations, observations.starts()[row] + place, count, first, width);
      return count;
    }
  }
}
