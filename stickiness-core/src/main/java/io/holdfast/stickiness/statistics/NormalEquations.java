package io.holdfast.stickiness.statistics;

/** The normal equations of least squares by Cholesky, for a handful of columns. */
final class NormalEquations {

  /** A column of which others leave less than this is taken to be determined by them. */
  private static final double COLLINEAR = 1e-10;

  private NormalEquations() {}

  /**
   * Solves A θ = b; a column that is 0 or determined by those before it gets θ = 0.
   *
   * @param products A, [k, k], symmetric positive semidefinite
   * @param right b, [k]
   */
  static double[] solve(double[][] products, double[] right) {
    int columns = right.length;
    double[][] lower = new double[columns][columns];
    double[] solution = new double[columns];
    for (int i = 0; i < columns; i++) {
      solution[i] = right[i];
      for (int j = 0; j < i; j++) {
        lower[i][j] = lower[j][j] == 0 ? 0 : remainder(products[i][j], lower, i, j) / lower[j][j];
        solution[i] -= lower[i][j] * solution[j];
      }
      double pivot = remainder(products[i][i], lower, i, i);
      lower[i][i] = pivot > COLLINEAR * products[i][i] ? Math.sqrt(pivot) : 0;
      solution[i] = lower[i][i] == 0 ? 0 : solution[i] / lower[i][i];
    }
    for (int i = columns - 1; i >= 0; i--) {
      if (lower[i][i] == 0) {
        continue;
      }
      for (int j = i + 1; j < columns; j++) {
        solution[i] -= lower[j][i] * solution[j];
      }
      solution[i] /= lower[i][i];
    }
    return solution;
  }

  /** a − Σ over k &lt; j of the product of rows i and j. */
  private static double remainder(double a, double[][] lower, int i, int j) {
    double sum = a;
    for (int k = 0; k < j; k++) {
      sum -= lower[i][k] * lower[j][k];
    }
    return sum;
  }
}
