package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;

/**
 * Products with the entries of rows, for a block of consecutive rows at a time: with H the n × d
 * matrix of a row's entries and a, base of {@link Weighting}, Hᵀ(a∘Hp) and Hᵀ(a + base − a∘Hw).
 *
 * <p>The block's factors are gathered once, if they fit; those of a row that does not fit are
 * gathered part by part for every product. A part passes both products while it is in the
 * first-level cache. O(|I|·d) a product. Keeps buffers; not thread-safe.
 */
final class EntryProducts {

  private static final int BLOCK_FLOATS = 1 << 17;
  private static final int PART_FLOATS = 1 << 12;

  private final LinearAlgebra linearAlgebra;
  private final float base;
  private final int dimensions;
  private final int part;
  private final int capacity;
  private final float[] gatheredRows;
  private final float[] products;
  private float[] factors;
  private Observations observations;
  private int start;
  private boolean gathered;

  EntryProducts(LinearAlgebra linearAlgebra, Weighting weighting, int dimensions) {
    this.linearAlgebra = linearAlgebra;
    this.base = weighting.base();
    this.dimensions = dimensions;
    this.part = Math.max(16, PART_FLOATS / dimensions);
    this.capacity = Math.max(part, BLOCK_FLOATS / dimensions);
    this.gatheredRows = new float[capacity * dimensions];
    this.products = new float[part];
    this.factors = new float[0];
    this.observations = Observations.alike(new int[1], new int[0], 1);
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
    while (end < limit && rows.starts()[end + 1] - start <= capacity) {
      end++;
    }
    int entries = rows.starts()[end] - start;
    gathered = entries <= capacity;
    if (gathered) {
      gather(start, entries);
    }
    return end;
  }

  /** {@code out := out + Hᵀ(a∘Hp)} of a row of the block. */
  void addImage(int row, float[] p, int pOffset, float[] out, int outOffset) {
    add(row, p, pOffset, false, out, outOffset);
  }

  /** {@code out := out + Hᵀ(a + base − a∘Hw)} of a row of the block. */
  void addResidual(int row, float[] w, int wOffset, float[] out, int outOffset) {
    add(row, w, wOffset, true, out, outOffset);
  }

  private void add(
      int row, float[] vector, int offset, boolean residual, float[] out, int outOffset) {
    int d = dimensions;
    int end = observations.starts()[row + 1];
    for (int p = observations.starts()[row]; p < end; p += part) {
      int count = Math.min(part, end - p);
      int place = gathered ? (p - start) * d : 0;
      if (!gathered) {
        gather(p, count);
      }
      linearAlgebra.gemv(
          false, count, d, 1f, gatheredRows, place, d, vector, offset, 0f, products, 0);
      if (residual) {
        for (int r = 0; r < count; r++) {
          float weight = observations.weight(p + r);
          products[r] = weight + base - weight * products[r];
        }
      } else if (!observations.unweighted()) {
        for (int r = 0; r < count; r++) {
          products[r] *= observations.weight(p + r);
        }
      }
      linearAlgebra.gemv(
          true, count, d, 1f, gatheredRows, place, d, products, 0, 1f, out, outOffset);
    }
  }

  private void gather(int from, int count) {
    int d = dimensions;
    int[] columns = observations.columns();
    for (int r = 0; r < count; r++) {
      System.arraycopy(factors, columns[from + r] * d, gatheredRows, r * d, d);
    }
  }
}
