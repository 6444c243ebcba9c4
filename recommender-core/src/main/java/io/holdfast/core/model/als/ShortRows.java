package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * For rows with few entries, the inverse of the part of the normal equations that such rows share.
 *
 * <p>The ridge of a row depends on its number of entries n alone, so all rows of n entries share A
 * = gHᵀH + ridge(n)·1, and with {@link ScaledRows} X and τ,
 *
 * <pre>
 * (A + XᵀX)⁻¹ Xᵀτ = (XA⁻¹)ᵀ (1 + XA⁻¹Xᵀ)⁻¹ τ
 * </pre>
 *
 * costs O(n·d²) instead of O(n·d² + d³). Most rows of real data are that short. Exact: the same
 * solution but for rounding. Immutable and thread-safe.
 */
final class ShortRows {

  private final float[][] inverses;

  private ShortRows(float[][] inverses) {
    this.inverses = inverses;
  }

  /** The greatest number of entries for which the detour pays at dimension {@code d}. */
  static int limit(int d) {
    return d / 4;
  }

  /**
   * Inverts A for every number of entries up to {@link #limit} that occurs.
   *
   * @param gramian gHᵀH, its lower triangle
   * @param observations the rows to be solved
   * @param ridge the ridge of a row by its number of entries
   */
  static ShortRows of(
      LinearAlgebra linearAlgebra,
      ParallelLoop loop,
      float[] gramian,
      int d,
      Observations observations,
      IntToDoubleFunction ridge) {
    float[][] inverses = new float[limit(d) + 1][];
    boolean[] occurs = new boolean[inverses.length];
    for (int row = 0; row < observations.rows(); row++) {
      int entries = observations.length(row);
      if (entries > 0 && entries < occurs.length) {
        occurs[entries] = true;
      }
    }
    loop.run(
        CostPartition.even(inverses.length, 1),
        (worker, entries, end) -> {
          if (occurs[entries]) {
            inverses[entries] =
                inverse(linearAlgebra, gramian, d, (float) ridge.applyAsDouble(entries));
          }
        });
    return new ShortRows(inverses);
  }

  /** A⁻¹ for rows of {@code entries} entries, float32 [d, d]; null if they are not short. */
  float @Nullable [] inverse(int entries) {
    return entries < inverses.length ? inverses[entries] : null;
  }

  private static float[] inverse(LinearAlgebra linearAlgebra, float[] gramian, int d, float ridge) {
    float[] a = gramian.clone();
    float[] inverse = new float[d * d];
    for (int f = 0; f < d; f++) {
      a[f * d + f] += ridge;
      inverse[f * d + f] = 1;
    }
    linearAlgebra.posv(d, d, a, 0, d, inverse, 0, d);
    return inverse;
  }
}
