package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.Arrays;

/**
 * The scaled Gramian α₀HᵀH of a factor matrix. Blocks of rows go through {@code syrk} in parallel;
 * the partial sums are added in double in the order of the blocks, so the result does not depend on
 * the number of threads.
 */
final class Gramian {

  private static final int LEAST_ROWS = 1024;
  private static final int MOST_BLOCKS = 64;

  /** Sums of d² numbers that are held at once; more would be memory, not speed. */
  private static final int BLOCKS_AT_ONCE = 16;

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
    int blocks = bounds.length - 1;
    double[] sum = new double[d * d];
    float[][] partial = new float[Math.min(blocks, BLOCKS_AT_ONCE)][d * d];
    for (int first = 0; first < blocks; first += BLOCKS_AT_ONCE) {
      int end = Math.min(blocks, first + BLOCKS_AT_ONCE);
      int firstRow = bounds[first];
      loop.run(
          Arrays.copyOfRange(bounds, first, end + 1),
          (worker, from, to) -> {
            float[] block = partial[(from - firstRow) / perBlock];
            linearAlgebra.syrk(d, to - from, 1f, factors, from * d, d, 0f, block, 0, d);
          });
      for (int block = first; block < end; block++) {
        add(partial[block - first], sum);
      }
    }
    float[] gramian = new float[d * d];
    for (int cell = 0; cell < gramian.length; cell++) {
      gramian[cell] = (float) (scale * sum[cell]);
    }
    return gramian;
  }

  private static void add(float[] block, double[] sum) {
    for (int cell = 0; cell < sum.length; cell++) {
      sum[cell] += block[cell];
    }
  }
}
