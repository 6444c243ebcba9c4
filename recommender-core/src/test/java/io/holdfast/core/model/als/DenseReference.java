package io.holdfast.core.model.als;

import java.util.function.IntPredicate;

/**
 * The objectives of {@code als} over dense matrices in float64, written down from the papers
 * without any of the product's shortcuts.
 *
 * @param weight what the cell (u, i) weighs: of {@code ials} the weight of the observation, of
 *     {@code hkv} α r; 0 if it is not observed
 * @param hkv which objective
 */
@SuppressWarnings("ArrayRecordComponent")
record DenseReference(
    double[][] weight, boolean hkv, double unobserved, double lambda, double exponent) {

  double objective(float[] w, float[] h, int d) {
    double sum = 0;
    for (int u = 0; u < weight.length; u++) {
      sum += ridge(u, true) * dot(w, u, w, u, d);
      for (int i = 0; i < weight[u].length; i++) {
        double score = dot(w, u, h, i, d);
        boolean observed = weight[u][i] > 0;
        if (hkv) {
          double error = (observed ? 1 : 0) - score;
          sum += (1 + weight[u][i]) * error * error;
        } else {
          sum += weight[u][i] * (score - 1) * (score - 1) + unobserved * score * score;
        }
      }
    }
    for (int i = 0; i < weight[0].length; i++) {
      sum += ridge(i, false) * dot(h, i, h, i, d);
    }
    return sum;
  }

  /** The minimum over the factor of user {@code u}, by Gaussian elimination. */
  double[] bestUser(int u, float[] h, int d) {
    return fitted(u, h, d, item -> true);
  }

  /**
   * The part of {@link #bestUser} that is due to the targets of some items: the equations are those
   * of all, the right-hand side is that of these alone.
   */
  double[] fitted(int u, float[] h, int d, IntPredicate targets) {
    return solve(equations(u, h, d, targets));
  }

  /** hᵢᵀ A⁻¹ hⱼ for the matrix A of user {@code u}'s equations and each pair of some items. */
  double[][] posteriorCovariance(int u, float[] h, int d, int[] items) {
    double[][] covariance = new double[items.length][items.length];
    for (int j = 0; j < items.length; j++) {
      double[][] equations = equations(u, h, d, item -> true);
      for (int f = 0; f < d; f++) {
        equations[f][d] = h[items[j] * d + f];
      }
      double[] column = solve(equations);
      for (int i = 0; i < items.length; i++) {
        for (int f = 0; f < d; f++) {
          covariance[i][j] += h[items[i] * d + f] * column[f];
        }
      }
    }
    return covariance;
  }

  private double[][] equations(int u, float[] h, int d, IntPredicate targets) {
    double[][] equations = new double[d][d + 1];
    for (int i = 0; i < weight[u].length; i++) {
      boolean observed = weight[u][i] > 0;
      double quadratic = weight[u][i] + (hkv ? 1 : unobserved);
      double linear = observed && targets.test(i) ? weight[u][i] + (hkv ? 1 : 0) : 0;
      for (int f = 0; f < d; f++) {
        for (int g = 0; g < d; g++) {
          equations[f][g] += quadratic * h[i * d + f] * h[i * d + g];
        }
        equations[f][d] += linear * h[i * d + f];
      }
    }
    for (int f = 0; f < d; f++) {
      equations[f][f] += ridge(u, true);
    }
    return equations;
  }

  private double ridge(int row, boolean user) {
    if (hkv) {
      return lambda;
    }
    int observed = 0;
    int others = user ? weight[0].length : weight.length;
    for (int other = 0; other < others; other++) {
      if ((user ? weight[row][other] : weight[other][row]) > 0) {
        observed++;
      }
    }
    return lambda * Math.pow(observed + unobserved * others, exponent);
  }

  /** Gauss–Jordan with partial pivoting on the augmented matrix. */
  private static double[] solve(double[][] a) {
    int n = a.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
          pivot = row;
        }
      }
      double[] swapped = a[column];
      a[column] = a[pivot];
      a[pivot] = swapped;
      for (int row = 0; row < n; row++) {
        double factor = a[row][column] / a[column][column];
        for (int c = column; row != column && c <= n; c++) {
          a[row][c] -= factor * a[column][c];
        }
      }
    }
    double[] x = new double[n];
    for (int row = 0; row < n; row++) {
      x[row] = a[row][n] / a[row][row];
    }
    return x;
  }

  private static double dot(float[] x, int row, float[] y, int otherRow, int d) {
    double sum = 0;
    for (int f = 0; f < d; f++) {
      sum += (double) x[row * d + f] * y[otherRow * d + f];
    }
    return sum;
  }
}
