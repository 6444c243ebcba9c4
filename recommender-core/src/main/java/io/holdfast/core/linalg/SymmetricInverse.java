package io.holdfast.core.linalg;

import java.util.function.IntConsumer;

/**
 * The inverse of a symmetric positive definite matrix, in place and on its lower triangle, by the
 * sweep operator on blocks (Goodnight 1979, "A tutorial on the SWEEP operator", section 5).
 *
 * <p>Sweeping the pivot block K of A, with D = A_KK⁻¹, replaces
 *
 * <pre>
 * A_KK := −D,  A_IK := A_IK D,  A_IJ := A_IJ − A_IK D A_KJ   (I, J ≠ K)
 * </pre>
 *
 * and after every block has been the pivot once, A has become −A⁻¹. Each pivot block is a Schur
 * complement of A, so it is positive definite if A is, and no pivoting is needed. The cost is n³/2
 * multiplications as for Cholesky, all but O(n²) blocks of them in {@link LinearAlgebra#gemm} calls
 * of at most {@value #BLOCK} rows, and the rows of one sweep are independent of each other.
 */
public final class SymmetricInverse {

  /** Rows and columns of a block. */
  static final int BLOCK = 192;

  private final LinearAlgebra linearAlgebra;
  private final RowLoop loop;
  private final int n;
  private final float[] a;
  private final int offset;
  private final int ld;
  private final float[] panel;
  private final float[] product;

  /** Runs {@code body} for {@code 0 … count-1}, in any order and on any threads. */
  @FunctionalInterface
  public interface RowLoop {
    /** Returns when all have run. */
    void run(int count, IntConsumer body);
  }

  private SymmetricInverse(
      LinearAlgebra linearAlgebra, RowLoop loop, int n, float[] a, int offset, int ld) {
    this.linearAlgebra = linearAlgebra;
    this.loop = loop;
    this.n = n;
    this.a = a;
    this.offset = offset;
    this.ld = ld;
    this.panel = new float[Math.multiplyExact(n, Math.min(n, BLOCK))];
    this.product = new float[panel.length];
  }

  /**
   * {@code A := A⁻¹} on the lower triangle.
   *
   * @param n order of A
   * @param loop runs the row blocks of a sweep
   * @throws NotPositiveDefiniteException if A is not positive definite; A is destroyed then
   */
  public static void invert(
      LinearAlgebra linearAlgebra, int n, float[] a, int offset, int ld, RowLoop loop) {
    Checks.matrix("A", a, offset, n, n, ld);
    SymmetricInverse inverse = new SymmetricInverse(linearAlgebra, loop, n, a, offset, ld);
    for (int pivot = 0; pivot < n; pivot += BLOCK) {
      inverse.sweep(pivot, Math.min(BLOCK, n - pivot));
    }
    loop.run(
        n,
        r -> {
          int row = offset + r * ld;
          for (int c = 0; c <= r; c++) {
            a[row + c] = -a[row + c];
          }
        });
  }

  private void sweep(int pivot, int width) {
    float[] inverse = invertedPivot(pivot, width);
    int blocks = (n + BLOCK - 1) / BLOCK;
    int pivotBlock = pivot / BLOCK;
    loop.run(blocks, block -> gather(block, pivot, width));
    loop.run(
        blocks,
        block -> {
          int row = block * BLOCK;
          int rows = Math.min(BLOCK, n - row);
          linearAlgebra.gemm(
              false,
              false,
              rows,
              width,
              width,
              1f,
              panel,
              row * width,
              width,
              inverse,
              0,
              width,
              0f,
              product,
              row * width,
              width);
        });
    // Heaviest first, so that threads end together.
    loop.run(
        blocks,
        reversed -> {
          int block = blocks - 1 - reversed;
          if (block != pivotBlock) {
            update(block, width);
          }
        });
    loop.run(blocks, block -> scatter(block, pivot, width, inverse));
  }

  private float[] invertedPivot(int pivot, int width) {
    float[] factor = new float[width * width];
    float[] inverse = new float[width * width];
    for (int r = 0; r < width; r++) {
      System.arraycopy(a, at(pivot + r, pivot), factor, r * width, r + 1);
      inverse[r * width + r] = 1;
    }
    linearAlgebra.posv(width, width, factor, 0, width, inverse, 0, width);
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < r; c++) {
        inverse[c * width + r] = inverse[r * width + c];
      }
    }
    return inverse;
  }

  /** Copies A_IK, or A_KIᵀ where that is the stored half, into the panel; zero for the pivot. */
  private void gather(int block, int pivot, int width) {
    for (int r = block * BLOCK; r < Math.min((block + 1) * BLOCK, n); r++) {
      for (int c = 0; c < width; c++) {
        float value = 0;
        if (r >= pivot + width) {
          value = a[at(r, pivot + c)];
        } else if (r < pivot) {
          value = a[at(pivot + c, r)];
        }
        panel[r * width + c] = value;
      }
    }
  }

  /** A_IJ := A_IJ − (A_IK D) A_KJ for the blocks J up to the diagonal. */
  private void update(int block, int width) {
    int row = block * BLOCK;
    int rows = Math.min(BLOCK, n - row);
    if (row > 0) {
      linearAlgebra.gemm(
          false,
          true,
          rows,
          row,
          width,
          -1f,
          product,
          row * width,
          width,
          panel,
          0,
          width,
          1f,
          a,
          at(row, 0),
          ld);
    }
    float[] diagonal = new float[rows * rows];
    linearAlgebra.gemm(
        false,
        true,
        rows,
        rows,
        width,
        1f,
        product,
        row * width,
        width,
        panel,
        row * width,
        width,
        0f,
        diagonal,
        0,
        rows);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c <= r; c++) {
        a[at(row + r, row + c)] -= diagonal[r * rows + c];
      }
    }
  }

  private void scatter(int block, int pivot, int width, float[] inverse) {
    for (int r = block * BLOCK; r < Math.min((block + 1) * BLOCK, n); r++) {
      if (r >= pivot + width) {
        System.arraycopy(product, r * width, a, at(r, pivot), width);
      } else if (r < pivot) {
        for (int c = 0; c < width; c++) {
          a[at(pivot + c, r)] = product[r * width + c];
        }
      } else {
        for (int c = 0; c <= r - pivot; c++) {
          a[at(r, pivot + c)] = -inverse[(r - pivot) * width + c];
        }
      }
    }
  }

  private int at(int row, int column) {
    return offset + row * ld + column;
  }
}
