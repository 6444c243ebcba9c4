package io.holdfast.core.linalg;

import static io.holdfast.core.linalg.OpenBlas.COLUMN_MAJOR;
import static io.holdfast.core.linalg.OpenBlas.LOWER;
import static io.holdfast.core.linalg.OpenBlas.NO_TRANSPOSE;
import static io.holdfast.core.linalg.OpenBlas.ROW_MAJOR;
import static io.holdfast.core.linalg.OpenBlas.TRANSPOSE;

import java.lang.foreign.MemorySegment;

/**
 * OpenBLAS through the foreign function API, on heap arrays without copying.
 *
 * <p>The library runs one thread a call, since callers bring their own loops. Because the garbage
 * collector waits for a call to return, long products are cut into calls of at most about half a
 * billion multiplications (some ten milliseconds). Stateless and thread-safe.
 */
public final class OpenBlasLinearAlgebra implements LinearAlgebra {

  /** The provider's name. */
  public static final String NAME = "openblas";

  private static final long MULTIPLICATIONS_PER_CALL = 1L << 29;
  private static final int LEAST_ROWS_PER_CALL = 64;

  private final String reason;

  /**
   * OpenBLAS, chosen for {@code why}.
   *
   * @throws LinkageError if the library cannot be unpacked, loaded or bound
   */
  public OpenBlasLinearAlgebra(String why) {
    this.reason = why + "; " + OpenBlas.CONFIGURATION + ", kernels for " + OpenBlas.CORE;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    Checks.gemm(transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    if (m == 0 || n == 0) {
      return;
    }
    int step = rowsPerCall((long) n * k);
    for (int row = 0; row < m; row += step) {
      int rows = Math.min(step, m - row);
      try {
        OpenBlas.SGEMM.invokeExact(
            ROW_MAJOR,
            transposeA ? TRANSPOSE : NO_TRANSPOSE,
            transposeB ? TRANSPOSE : NO_TRANSPOSE,
            rows,
            n,
            k,
            alpha,
            at(a, k == 0 ? 0 : aOffset + (transposeA ? row : row * lda)),
            lda,
            at(b, k == 0 ? 0 : bOffset),
            ldb,
            beta,
            at(c, cOffset + row * ldc),
            ldc);
      } catch (Throwable e) {
        throw rethrown(e);
      }
    }
  }

  @Override
  public void gemv(
      boolean transposeA,
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      float beta,
      float[] y,
      int yOffset) {
    Checks.gemv(transposeA, m, n, a, aOffset, lda, x, xOffset, y, yOffset);
    if (m == 0 || n == 0) {
      // BLAS returns at once here, without scaling y.
      Checks.scale(y, yOffset, transposeA ? n : m, beta);
      return;
    }
    int step = rowsPerCall(n);
    for (int row = 0; row < m; row += step) {
      try {
        OpenBlas.SGEMV.invokeExact(
            ROW_MAJOR,
            transposeA ? TRANSPOSE : NO_TRANSPOSE,
            Math.min(step, m - row),
            n,
            alpha,
            at(a, aOffset + row * lda),
            lda,
            at(x, xOffset + (transposeA ? row : 0)),
            1,
            transposeA && row > 0 ? 1f : beta,
            at(y, yOffset + (transposeA ? 0 : row)),
            1);
      } catch (Throwable e) {
        throw rethrown(e);
      }
    }
  }

  @Override
  public void syrk(
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    Checks.matrix("A", a, aOffset, k, n, lda);
    Checks.matrix("C", c, cOffset, n, n, ldc);
    if (n == 0) {
      return;
    }
    int step = rowsPerCall((long) n * n);
    int row = 0;
    do {
      try {
        OpenBlas.SSYRK.invokeExact(
            ROW_MAJOR,
            LOWER,
            TRANSPOSE,
            n,
            Math.min(step, k - row),
            alpha,
            at(a, k == 0 ? 0 : aOffset + row * lda),
            lda,
            row == 0 ? beta : 1f,
            at(c, cOffset),
            ldc);
      } catch (Throwable e) {
        throw rethrown(e);
      }
      row += step;
    } while (row < k);
  }

  @Override
  public void posv(
      int n, int rightHandSides, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb) {
    Checks.matrix("A", a, aOffset, n, n, lda);
    Checks.matrix("B", b, bOffset, rightHandSides, n, ldb);
    if (n == 0) {
      return;
    }
    int info;
    try {
      // Read by columns, our lower triangle is the upper one, and our rows of B its columns.
      info =
          (int)
              OpenBlas.SPOSV.invokeExact(
                  COLUMN_MAJOR,
                  (byte) 'U',
                  n,
                  rightHandSides,
                  at(a, aOffset),
                  lda,
                  at(b, rightHandSides == 0 ? 0 : bOffset),
                  ldb);
    } catch (Throwable e) {
      throw rethrown(e);
    }
    if (info > 0) {
      throw new NotPositiveDefiniteException(info);
    }
    if (info < 0) {
      throw new IllegalArgumentException("sposv refused its argument " + -info);
    }
  }

  @Override
  public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Checks.vector("x", x, xOffset, n);
    Checks.vector("y", y, yOffset, n);
    if (n == 0) {
      return 0;
    }
    try {
      return (float) OpenBlas.SDOT.invokeExact(n, at(x, xOffset), 1, at(y, yOffset), 1);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    Checks.vector("x", x, xOffset, n);
    Checks.vector("y", y, yOffset, n);
    if (n == 0) {
      return;
    }
    try {
      OpenBlas.SAXPY.invokeExact(n, alpha, at(x, xOffset), 1, at(y, yOffset), 1);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static int rowsPerCall(long multiplicationsPerRow) {
    long rows = MULTIPLICATIONS_PER_CALL / Math.max(1, multiplicationsPerRow);
    return Math.clamp(rows, LEAST_ROWS_PER_CALL, 1 << 24);
  }

  private static MemorySegment at(float[] array, int offset) {
    return MemorySegment.ofArray(array).asSlice((long) offset * Float.BYTES);
  }

  private static IllegalStateException rethrown(Throwable e) {
    switch (e) {
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      default -> throw new IllegalStateException("a call into OpenBLAS failed", e);
    }
  }
}
