package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;

/**
 * The scaled Gramian α₀HᵀH of a factor matrix. Blocks of rows go through {@code syrk} in parallel;
 * the partial sums are added in double in the order of the blocks, so the result does not depend on
 * the number of threads.
 */
final class Gramian {

  private static final int LEAST_ROWS = 1024;
  private static final int MOST_BLOCKS = 64;

  private Gramian() {}

  /**
   * The lower triangle of scale · FᵀF, float32 [d, d].
   *
   * @param factors F, float32 [rows, d]
   */
  static float[] of(
      LinearAlgebra linearAlgebra,
      ParallelLoop loop,
      float[] factors,
      int rows,
      int d,
      double scale) {
    int perBlock = Math.max(LEAST_ROWS, (rows + MOST_BLOCKS - 1) / MOST_BLOCKS);
    int[] bounds = CostPartition.even(rows, perBlock);
    float[][] partial = new float[bounds.length - 1][];
    loop.run(
        bounds,
        (worker, from, to) -> {
          float[] block = new float[d * d];
          linearAlgebra.syrk(d, to - from, 1f, factors, from * d, d, 0f, block, 0, d);
          partial[from / perBlock] = block;
        });
    float[] gramian = new float[d * d];
    for (int cell = 0; cell < gramian.length; cell++) {
      double sum = 0;
      for (float[] block : partial) {
        sum += block[cell];
      }
      gramian[cell] = (float) (scale * sum);
    }
    return gramian;
  }
}
