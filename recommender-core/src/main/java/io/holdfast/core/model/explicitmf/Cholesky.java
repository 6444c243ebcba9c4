package io.holdfast.core.model.explicitmf;

import java.util.Arrays;

/**
 * Cholesky factors of small symmetric positive definite matrices in float64, A = LLᵀ, for the few
 * that are drawn in a sweep; the many of a half-step go through the float32 kernels.
 *
 * <p>Matrices are row-major [n, n]; of symmetric ones the lower triangle is read. O(n³).
 */
final class Cholesky {

  private Cholesky() {}

  /**
   * L, with zeros above the diagonal.
   *
   * @throws IllegalArgumentException if A is not positive definite
   */
  static double[] factor(double[] a, int n) {
    double[] l = new double[n * n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = a[row * n + column];
        for (int k = 0; k < column; k++) {
          sum -= l[row * n + k] * l[column * n + k];
        }
        if (row > column) {
          l[row * n + column] = sum / l[column * n + column];
        } else if (sum > 0) {
          l[row * n + row] = Math.sqrt(sum);
        } else {
          throw new IllegalArgumentException("not positive definite: pivot " + row + " is " + sum);
        }
      }
    }
    return l;
  }

  /** b := L⁻¹ b. */
  static void solveLower(double[] l, int n, double[] b) {
    for (int row = 0; row < n; row++) {
      double sum = b[row];
      for (int k = 0; k < row; k++) {
        sum -= l[row * n + k] * b[k];
      }
      b[row] = sum / l[row * n + row];
    }
  }

  /** b := L⁻ᵀ b. */
  static void solveLowerTransposed(double[] l, int n, double[] b) {
    for (int row = n - 1; row >= 0; row--) {
      double sum = b[row];
      for (int k = row + 1; k < n; k++) {
        sum -= l[k * n + row] * b[k];
      }
      b[row] = sum / l[row * n + row];
    }
  }

  /** A⁻¹ of the matrix whose factor is L, in full. */
  static double[] inverse(double[] l, int n) {
    double[] inverse = new double[n * n];
    double[] column = new double[n];
    for (int c = 0; c < n; c++) {
      Arrays.fill(column, 0);
      column[c] = 1;
      solveLower(l, n, column);
      solveLowerTransposed(l, n, column);
      System.arraycopy(column, 0, inverse, c * n, n);
    }
    return inverse;
  }
}
