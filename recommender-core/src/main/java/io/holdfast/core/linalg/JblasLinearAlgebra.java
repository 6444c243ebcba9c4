package io.holdfast.core.linalg;

/**
 * jblas 1.2.5 through JNI: native kernels where the foreign function API is missing, as in native
 * images of some toolchains.
 *
 * <p>What jblas lacks is made up for, and costs something:
 *
 * <ul>
 *   <li>Its library is not thread-safe ({@link Jblas}), so calls take turns. Callers' parallel
 *       loops stay correct and gain little.
 *   <li>It writes an output array back in full, which would undo what other threads wrote into it
 *       meanwhile. So results go to an array of their own, and from there to C.
 *   <li>On a JVM it reads input arrays in full. An input that fills less than half of its array is
 *       copied out first, O(rows · columns).
 *   <li>It has no {@code ssyrk}: the Gramian is an {@code sgemm} of the whole square, 2 n² k
 *       operations rather than n² k.
 *   <li>{@code dot} and {@code axpy} read each element once, which copying costs as well: they run
 *       in plain Java, and so does {@code gemv} on a JVM. In a native image, which does not copy,
 *       {@code gemv} is {@code sgemv}.
 * </ul>
 *
 * <p>Stateless and thread-safe.
 */
public final class JblasLinearAlgebra implements LinearAlgebra {

  /** The provider's name. */
  public static final String NAME = "jblas";

  private static final char AS_IT_IS = 'N';
  private static final char TRANSPOSED = 'T';

  /** Rows of C are computed so many at a time that the array for them stays below this. */
  private static final int ELEMENTS_PER_CALL = 1 << 24;

  private final String reason;
  private final boolean copies;
  private final JavaLinearAlgebra java = new JavaLinearAlgebra("beside jblas");

  /**
   * jblas, chosen for {@code why}.
   *
   * @throws LinkageError if the library cannot be unpacked or loaded
   */
  public JblasLinearAlgebra(String why) {
    this(why, !NativeImage.isRunning());
  }

  /** With or without the copies that a JVM makes of arrays given to JNI. */
  JblasLinearAlgebra(String why, boolean copies) {
    this.reason = why + "; jblas " + Jblas.VERSION + " through JNI, one call at a time";
    this.copies = copies;
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
    if (k == 0) {
      for (int r = 0; r < m; r++) {
        Checks.scale(c, cOffset + r * ldc, n, beta);
      }
      return;
    }
    Input right = input(b, bOffset, transposeB ? n : k, transposeB ? k : n, ldb);
    int step = Math.clamp(ELEMENTS_PER_CALL / n, 1, m);
    for (int row = 0; row < m; row += step) {
      int rows = Math.min(step, m - row);
      Input left =
          transposeA
              ? input(a, aOffset + row, k, rows, lda)
              : input(a, aOffset + row * lda, rows, k, lda);
      float[] product = new float[rows * n];
      // Read by columns, C is its transpose: op(B)ᵀ op(A)ᵀ, and so are A and B.
      Jblas.gemm(
          transposeB ? TRANSPOSED : AS_IT_IS,
          transposeA ? TRANSPOSED : AS_IT_IS,
          n,
          rows,
          k,
          alpha,
          right.array,
          right.offset,
          right.ld,
          left.array,
          left.offset,
          left.ld,
          product);
      for (int r = 0; r < rows; r++) {
        put(n, product, r * n, beta, c, cOffset + (row + r) * ldc);
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
    if (copies) {
      java.gemv(transposeA, m, n, alpha, a, aOffset, lda, x, xOffset, beta, y, yOffset);
      return;
    }
    Checks.gemv(transposeA, m, n, a, aOffset, lda, x, xOffset, y, yOffset);
    int length = transposeA ? n : m;
    if (m == 0 || n == 0) {
      Checks.scale(y, yOffset, length, beta);
      return;
    }
    float[] product = new float[length];
    Jblas.gemv(
        transposeA ? AS_IT_IS : TRANSPOSED, n, m, alpha, a, aOffset, lda, x, xOffset, product);
    put(length, product, 0, beta, y, yOffset);
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
    float[] square = new float[n * n];
    if (k > 0) {
      Input in = input(a, aOffset, k, n, lda);
      Jblas.gemm(
          AS_IT_IS,
          TRANSPOSED,
          n,
          n,
          k,
          alpha,
          in.array,
          in.offset,
          in.ld,
          in.array,
          in.offset,
          in.ld,
          square);
    }
    for (int r = 0; r < n; r++) {
      put(r + 1, square, r * n, beta, c, cOffset + r * ldc);
    }
  }

  @Override
  public void posv(
      int n, int rightHandSides, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb) {
    Checks.matrix("A", a, aOffset, n, n, lda);
    Checks.matrix("B", b, bOffset, rightHandSides, n, ldb);
    if (n == 0) {
      return;
    }
    // Read by columns, our lower triangle is the upper one, and our rows of B its columns.
    float[] factor = new float[n * n];
    for (int r = 0; r < n; r++) {
      System.arraycopy(a, aOffset + r * lda, factor, r * n, r + 1);
    }
    float[] solutions = new float[Math.max(1, rightHandSides) * n];
    for (int s = 0; s < rightHandSides; s++) {
      System.arraycopy(b, bOffset + s * ldb, solutions, s * n, n);
    }
    int info = Jblas.posv(n, rightHandSides, factor, solutions);
    if (info > 0) {
      throw new NotPositiveDefiniteException(info);
    }
    if (info < 0) {
      throw new IllegalArgumentException("sposv refused its argument " + -info);
    }
    for (int r = 0; r < n; r++) {
      System.arraycopy(factor, r * n, a, aOffset + r * lda, r + 1);
    }
    for (int s = 0; s < rightHandSides; s++) {
      System.arraycopy(solutions, s * n, b, bOffset + s * ldb, n);
    }
  }

  @Override
  public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    return java.dot(n, x, xOffset, y, yOffset);
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    java.axpy(n, alpha, x, xOffset, y, yOffset);
  }

  /** A matrix that is read: where it lies, or a copy of it. */
  private record Input(float[] array, int offset, int ld) {}

  private Input input(float[] array, int offset, int rows, int columns, int ld) {
    if (!copies || array.length <= 2L * rows * columns) {
      return new Input(array, offset, ld);
    }
    float[] matrix = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(array, offset + r * ld, matrix, r * columns, columns);
    }
    return new Input(matrix, 0, columns);
  }

  /** {@code y := x + beta · y}; a beta of zero overwrites whatever y holds, NaN too. */
  private static void put(int n, float[] x, int xOffset, float beta, float[] y, int yOffset) {
    if (beta == 0) {
      System.arraycopy(x, xOffset, y, yOffset, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = x[xOffset + i] + beta * y[yOffset + i];
    }
  }
}
