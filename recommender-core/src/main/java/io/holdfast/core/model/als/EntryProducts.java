package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;

/**
 * Products with the entries of rows, XᵀXp and Xᵀ(τ − Xw) with {@link ScaledRows} X and τ, for a
 * block of consecutive rows at a time. The block's factors are gathered once, if they fit; those of
 * a row that does not fit are gathered part by part for every product. A part of X passes both
 * products while it is in the first-level cache.
 *
 * <p>O(|I|·d) a product. Keeps buffers; not thread-safe.
 */
final class EntryProducts {

  private static final int BLOCK_FLOATS = 1 << 17;
  private static final int PART_FLOATS = 1 << 12;

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final int part;
  private final ScaledRows scaled;
  private final float[] products;
  private float[] factors;
  private Observations observations;
  private int start;
  private boolean gathered;

  EntryProducts(LinearAlgebra linearAlgebra, Weighting weighting, int dimensions) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.part = Math.max(16, PART_FLOATS / dimensions);
    this.scaled = new ScaledRows(weighting, dimensions, Math.max(part, BLOCK_FLOATS / dimensions));
    this.products = new float[part];
    this.factors = new float[0];
    this.observations = new Observations(new int[1], new int[0], null);
  }

  /**
   * Takes up the block that begins with row {@code first}.
   *
   * @param limit the row that the block must end before
   * @return the row after the block's last
   */
  int load(float[] fixedFactors, Observations rows, int first, int limit) {
    factors = fixedFactors;
    observations = rows;
    start = rows.starts()[first];
    int end = first + 1;
    while (end < limit && rows.starts()[end + 1] - start <= scaled.capacity()) {
      end++;
    }
    int entries = rows.starts()[end] - start;
    gathered = entries <= scaled.capacity();
    if (gathered) {
      scaled.gather(factors, observations, start, entries, 0);
    }
    return end;
  }

  /** {@code out := out + XᵀXp} of a row of the block. */
  void addImage(int row, float[] p, int pOffset, float[] out, int outOffset) {
    add(row, p, pOffset, false, out, outOffset);
  }

  /** {@code out := out + Xᵀ(τ − Xw)} of a row of the block. */
  void addResidual(int row, float[] w, int wOffset, float[] out, int outOffset) {
    add(row, w, wOffset, true, out, outOffset);
  }

  private void add(
      int row, float[] vector, int offset, boolean fromTargets, float[] out, int outOffset) {
    int d = dimensions;
    int end = observations.starts()[row + 1];
    for (int p = observations.starts()[row]; p < end; p += part) {
      int count = Math.min(part, end - p);
      int place = gathered ? p - start : 0;
      if (!gathered) {
        scaled.gather(factors, observations, p, count, 0);
      }
      if (fromTargets) {
        System.arraycopy(scaled.targets(), place, products, 0, count);
      }
      linearAlgebra.gemv(
          false,
          count,
          d,
          fromTargets ? -1f : 1f,
          scaled.x(),
          place * d,
          d,
          vector,
          offset,
          fromTargets ? 1f : 0f,
          products,
          0);
      linearAlgebra.gemv(
          true, count, d, 1f, scaled.x(), place * d, d, products, 0, 1f, out, outOffset);
    }
  }
}
