package io.holdfast.core.linalg;

/**
 * Plain Java kernels: run everywhere, and are the reference that the native providers are tested
 * against.
 *
 * <p>Loops are ordered so that the innermost runs over contiguous memory and the compiler can
 * vectorize it (ikj for products with B, blocked over k and n to stay in cache). The Cholesky
 * factorization accumulates in double. Stateless and thread-safe.
 */
public final class JavaLinearAlgebra implements LinearAlgebra {

  /** The provider's name. */
  public static final String NAME = "java";

  private static final int BLOCK_K = 128;
  private static final int BLOCK_N = 512;

  private final String reason;

  /** Plain Java, chosen for {@code reason}. */
  public JavaLinearAlgebra(String reason) {
    this.reason = reason;
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
    for (int r = 0; r < m; r++) {
      Checks.scale(c, cOffset + r * ldc, n, beta);
    }
    int aRow = transposeA ? 1 : lda;
    int aColumn = transposeA ? lda : 1;
    if (transposeB) {
      // Rows of A times rows of B: dot products over contiguous memory. A's are, unless transposed.
      float[] rows = transposeA ? new float[k] : a;
      for (int r = 0; r < m; r++) {
        for (int p = 0; transposeA && p < k; p++) {
          rows[p] = a[aOffset + r + p * lda];
        }
        int row = transposeA ? 0 : aOffset + r * lda;
        for (int s = 0; s < n; s++) {
          c[cOffset + r * ldc + s] += alpha * sum(k, rows, row, b, bOffset + s * ldb);
        }
      }
      return;
    }
    for (int n0 = 0; n0 < n; n0 += BLOCK_N) {
      int width = Math.min(BLOCK_N, n - n0);
      for (int k0 = 0; k0 < k; k0 += BLOCK_K) {
        int kEnd = Math.min(k0 + BLOCK_K, k);
        for (int r = 0; r < m; r++) {
          int target = cOffset + r * ldc + n0;
          for (int p = k0; p < kEnd; p++) {
            float factor = alpha * a[aOffset + r * aRow + p * aColumn];
            addScaled(width, factor, b, bOffset + p * ldb + n0, c, target);
          }
        }
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
    Checks.scale(y, yOffset, transposeA ? n : m, beta);
    for (int r = 0; r < m; r++) {
      if (transposeA) {
        addScaled(n, alpha * x[xOffset + r], a, aOffset + r * lda, y, yOffset);
      } else {
        y[yOffset + r] += alpha * sum(n, a, aOffset + r * lda, x, xOffset);
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
    for (int r = 0; r < n; r++) {
      Checks.scale(c, cOffset + r * ldc, r + 1, beta);
    }
    for (int k0 = 0; k0 < k; k0 += BLOCK_K) {
      int kEnd = Math.min(k0 + BLOCK_K, k);
      for (int r = 0; r < n; r++) {
        for (int p = k0; p < kEnd; p++) {
          int row = aOffset + p * lda;
          addScaled(r + 1, alpha * a[row + r], a, row, c, cOffset + r * ldc);
        }
      }
    }
  }

  @Override
  public void posv(
      int n, int rightHandSides, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb) {
    Checks.matrix("A", a, aOffset, n, n, lda);
    Checks.matrix("B", b, bOffset, rightHandSides, n, ldb);
    factorize(n, a, aOffset, lda);
    for (int s = 0; s < rightHandSides; s++) {
      solve(n, a, aOffset, lda, b, bOffset + s * ldb);
    }
  }

  @Override
  public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Checks.vector("x", x, xOffset, n);
    Checks.vector("y", y, yOffset, n);
    return sum(n, x, xOffset, y, yOffset);
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    Checks.vector("x", x, xOffset, n);
    Checks.vector("y", y, yOffset, n);
    addScaled(n, alpha, x, xOffset, y, yOffset);
  }

  /** A = L Lᵀ, L over A's lower triangle. */
  private static void factorize(int n, float[] a, int aOffset, int lda) {
    for (int r = 0; r < n; r++) {
      int row = aOffset + r * lda;
      for (int c = 0; c <= r; c++) {
        int column = aOffset + c * lda;
        double rest = a[row + c] - sumDouble(c, a, row, column);
        if (c < r) {
          a[row + c] = (float) (rest / a[column + c]);
        } else if (rest > 0) {
          a[row + c] = (float) Math.sqrt(rest);
        } else {
          throw new NotPositiveDefiniteException(r + 1);
        }
      }
    }
  }

  /** L Lᵀ x = b in place: forwards by rows of L, backwards by columns of Lᵀ. */
  private static void solve(int n, float[] l, int lOffset, int ld, float[] b, int bOffset) {
    for (int r = 0; r < n; r++) {
      int row = lOffset + r * ld;
      double rest = b[bOffset + r];
      for (int c = 0; c < r; c++) {
        rest -= (double) l[row + c] * b[bOffset + c];
      }
      b[bOffset + r] = (float) (rest / l[row + r]);
    }
    for (int r = n - 1; r >= 0; r--) {
      int row = lOffset + r * ld;
      float x = b[bOffset + r] / l[row + r];
      b[bOffset + r] = x;
      addScaled(r, -x, l, row, b, bOffset);
    }
  }

  /** Four partial sums, so that additions do not wait for each other. */
  private static float sum(int n, float[] x, int xOffset, float[] y, int yOffset) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += x[xOffset + i] * y[yOffset + i];
      s1 += x[xOffset + i + 1] * y[yOffset + i + 1];
      s2 += x[xOffset + i + 2] * y[yOffset + i + 2];
      s3 += x[xOffset + i + 3] * y[yOffset + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xOffset + i] * y[yOffset + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double sumDouble(int n, float[] a, int xOffset, int yOffset) {
    double s0 = 0;
    double s1 = 0;
    int i = 0;
    for (; i + 1 < n; i += 2) {
      s0 += (double) a[xOffset + i] * a[yOffset + i];
      s1 += (double) a[xOffset + i + 1] * a[yOffset + i + 1];
    }
    if (i < n) {
      s0 += (double) a[xOffset + i] * a[yOffset + i];
    }
    return s0 + s1;
  }

  private static void addScaled(
      int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += alpha * x[xOffset + i];
    }
  }
}
