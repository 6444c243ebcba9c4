package io.holdfast.core.model.explicitmf;

/** Small dense algebra in float64 by other means than those under test. */
final class Dense {

  private Dense() {}

  /** A⁻¹ by Gauss-Jordan elimination with pivoting. */
  static double[][] inverse(double[][] a) {
    int n = a.length;
    double[][] work = new double[n][2 * n];
    for (int r = 0; r < n; r++) {
      System.arraycopy(a[r], 0, work[r], 0, n);
      work[r][n + r] = 1;
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        pivot = Math.abs(work[r][c]) > Math.abs(work[pivot][c]) ? r : pivot;
      }
      double[] swapped = work[c];
      work[c] = work[pivot];
      work[pivot] = swapped;
      double scale = work[c][c];
      for (int k = 0; k < 2 * n; k++) {
        work[c][k] /= scale;
      }
      for (int r = 0; r < n; r++) {
        double factor = work[r][c];
        for (int k = 0; r != c && k < 2 * n; k++) {
          work[r][k] -= factor * work[c][k];
        }
      }
    }
    double[][] inverse = new double[n][n];
    for (int r = 0; r < n; r++) {
      System.arraycopy(work[r], n, inverse[r], 0, n);
    }
    return inverse;
  }

  static double[] times(double[][] a, double[] x) {
    double[] y = new double[a.length];
    for (int r = 0; r < a.length; r++) {
      for (int c = 0; c < x.length; c++) {
        y[r] += a[r][c] * x[c];
      }
    }
    return y;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int f = 0; f < x.length; f++) {
      sum += x[f] * y[f];
    }
    return sum;
  }

  /** The symmetric matrix whose lower triangle stands at {@code offset}. */
  static double[][] symmetric(float[] lower, int offset, int n) {
    double[][] full = new double[n][n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        full[r][c] = lower[offset + Math.max(r, c) * n + Math.min(r, c)];
      }
    }
    return full;
  }
}
