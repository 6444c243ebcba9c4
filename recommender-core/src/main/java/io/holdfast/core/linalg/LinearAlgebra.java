package io.holdfast.core.linalg;

/**
 * The dense float32 kernels that the models are written in: a small part of BLAS levels 1 to 3 and
 * one LAPACK driver.
 *
 * <p><b>Conventions.</b> Matrices are row-major in a {@code float[]}: element (r, c) of a matrix at
 * {@code offset} with leading dimension {@code ld} is {@code array[offset + r * ld + c]}, {@code
 * ld} ≥ columns. Symmetric matrices use the <b>lower</b> triangle (c ≤ r) only; the rest is neither
 * read nor written. Output arrays must not overlap inputs. With {@code beta = 0} the output is
 * written without being read, so it may hold NaN before.
 *
 * <p><b>Threads.</b> Stateless and thread-safe; each call runs on the calling thread alone, because
 * callers bring their own parallel loops.
 *
 * <p><b>Errors.</b> Every method throws {@link IllegalArgumentException} if a dimension is negative
 * or a leading dimension too small, and {@link IndexOutOfBoundsException} if a matrix does not lie
 * inside its array.
 *
 * <p><b>Accuracy.</b> Providers add in different orders, so they agree to rounding and not bit by
 * bit: |Δ| ≤ c · √k · ε · Σ|aᵢ||bᵢ| for sums over k terms.
 */
public interface LinearAlgebra {

  /** The provider's short name: {@code openblas}, {@code jblas} or {@code java}. */
  String name();

  /** What runs and why it was chosen, in one sentence for logs and reports. */
  String reason();

  /**
   * {@code C := alpha · op(A) · op(B) + beta · C}, BLAS {@code sgemm}.
   *
   * @param transposeA whether op(A) is Aᵀ; A is m × k, or k × m if transposed
   * @param transposeB whether op(B) is Bᵀ; B is k × n, or n × k if transposed
   * @param m rows of op(A) and C
   * @param n columns of op(B) and C
   * @param k columns of op(A), rows of op(B)
   */
  void gemm(
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
      int ldc);

  /**
   * {@code y := alpha · op(A) · x + beta · y}, BLAS {@code sgemv}; x and y are contiguous.
   *
   * @param transposeA whether op(A) is Aᵀ
   * @param m rows of A as it is stored
   * @param n columns of A as it is stored
   */
  void gemv(
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
      int yOffset);

  /**
   * {@code C := alpha · Aᵀ · A + beta · C} on the lower triangle of C, BLAS {@code ssyrk}: the
   * Gramian of the rows of A.
   *
   * @param n columns of A, order of C
   * @param k rows of A
   */
  void syrk(
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float beta,
      float[] c,
      int cOffset,
      int ldc);

  /**
   * Solves {@code A · x = b} for symmetric positive definite A and several b, by Cholesky
   * factorization, LAPACK {@code sposv}. The lower triangle of A is overwritten by its factor.
   *
   * @param n order of A
   * @param rightHandSides how many b
   * @param b each row of this {@code rightHandSides} × n matrix is one b, overwritten by its x
   * @throws NotPositiveDefiniteException if A is not positive definite
   */
  void posv(
      int n, int rightHandSides, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb);

  /**
   * {@code A := A⁻¹} for symmetric positive definite A, on its lower triangle, as LAPACK {@code
   * spotrf} and {@code spotri} do; see {@link SymmetricInverse}, which can also use several
   * threads. Allocates two panels of n × {@value SymmetricInverse#BLOCK}.
   *
   * @param n order of A
   * @throws NotPositiveDefiniteException if A is not positive definite; A is destroyed then
   */
  default void invert(int n, float[] a, int aOffset, int lda) {
    SymmetricInverse.invert(
        this,
        n,
        a,
        aOffset,
        lda,
        (count, body) -> {
          for (int i = 0; i < count; i++) {
            body.accept(i);
          }
        });
  }

  /** {@code Σᵢ xᵢ yᵢ} over {@code n} contiguous elements, BLAS {@code sdot}. */
  float dot(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** {@code y := y + alpha · x} over {@code n} contiguous elements, BLAS {@code saxpy}. */
  void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset);
}
