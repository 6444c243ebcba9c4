package io.holdfast.core.linalg;

import java.util.Arrays;

/** Argument checks and corner cases that every provider shares. */
final class Checks {

  private Checks() {}

  static void matrix(String name, float[] array, int offset, int rows, int columns, int ld) {
    if (rows < 0 || columns < 0 || ld < Math.max(1, columns)) {
      throw new IllegalArgumentException(
          "%s is %d x %d with leading dimension %d".formatted(name, rows, columns, ld));
    }
    if (rows > 0 && columns > 0) {
      long end = offset + (long) (rows - 1) * ld + columns;
      if (offset < 0 || end > array.length) {
        throw new IndexOutOfBoundsException(
            "%s reaches from %d to %d in an array of %d"
                .formatted(name, offset, end, array.length));
      }
    }
  }

  static void vector(String name, float[] array, int offset, int length) {
    matrix(name, array, offset, 1, length, Math.max(1, length));
  }

  static void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc) {
    matrix("A", a, aOffset, transposeA ? k : m, transposeA ? m : k, lda);
    matrix("B", b, bOffset, transposeB ? n : k, transposeB ? k : n, ldb);
    matrix("C", c, cOffset, m, n, ldc);
  }

  static void gemv(
      boolean transposeA,
      int m,
      int n,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset) {
    matrix("A", a, aOffset, m, n, lda);
    vector("x", x, xOffset, transposeA ? m : n);
    vector("y", y, yOffset, transposeA ? n : m);
  }

  /** {@code y := beta · y}; a beta of zero overwrites whatever y holds, NaN too. */
  static void scale(float[] y, int offset, int n, float beta) {
    if (beta == 0) {
      Arrays.fill(y, offset, offset + n, 0f);
    } else if (beta != 1) {
      for (int i = offset; i < offset + n; i++) {
        y[i] *= beta;
      }
    }
  }
}
