package io.holdfast.core.model.explicitmf;

import java.util.random.RandomGenerator;

/**
 * The distribution of the mean and the precision of one side's extended vectors, given the vectors
 * (Salakhutdinov &amp; Mnih 2008, eqs. 5 and 14):
 *
 * <pre>
 * Λ ~ Wishart(W*, ν₀ + N),   m | Λ ~ N(μ*, ((β₀ + N) Λ)⁻¹)
 * μ* = (β₀μ₀ + N x̄) / (β₀ + N)
 * W*⁻¹ = W₀⁻¹ + Σ (x − x̄)(x − x̄)ᵀ + β₀N / (β₀ + N) (μ₀ − x̄)(μ₀ − x̄)ᵀ
 * </pre>
 *
 * with the paper's μ₀ = 0, W₀ the identity, β₀ = 2 and ν₀ = D. Drawing is O(N·D² + D³) in float64.
 */
final class NormalWishart {

  private static final double MEAN_STRENGTH = 2;

  private NormalWishart() {}

  /**
   * Draws (m, Λ) given {@code rows} vectors of {@code dimensions} numbers.
   *
   * @param vectors float32 [rows, D], row-major
   */
  static GaussianPrior sample(float[] vectors, int rows, int dimensions, RandomGenerator random) {
    int n = dimensions;
    double[] mean = mean(vectors, rows, n);
    double[] inverseScale = scatter(vectors, rows, n, mean);
    double shrinkage = MEAN_STRENGTH * rows / (MEAN_STRENGTH + rows);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        inverseScale[r * n + c] += shrinkage * mean[r] * mean[c];
      }
      inverseScale[r * n + r] += 1;
    }
    double[] scale = Cholesky.inverse(Cholesky.factor(inverseScale, n), n);
    double[] root = wishartRoot(Cholesky.factor(scale, n), n, (double) n + rows, random);
    double[] draw = new double[n];
    for (int f = 0; f < n; f++) {
      draw[f] = random.nextGaussian();
    }
    Cholesky.solveLowerTransposed(root, n, draw);
    float[] drawnMean = new float[n];
    for (int f = 0; f < n; f++) {
      drawnMean[f] =
          (float)
              (rows * mean[f] / (MEAN_STRENGTH + rows) + draw[f] / Math.sqrt(MEAN_STRENGTH + rows));
    }
    return GaussianPrior.of(drawnMean, square(root, n));
  }

  /**
   * The lower triangular root of a Wishart draw, LA with A as in Bartlett's decomposition (Smith
   * &amp; Hocking 1972, AS 53): A_rr² ~ χ²(ν − r) for r from 0, A_rc ~ N(0, 1) below the diagonal.
   *
   * @param l the Cholesky factor of the scale matrix
   * @param freedom ν, more than n − 1
   */
  static double[] wishartRoot(double[] l, int n, double freedom, RandomGenerator random) {
    double[] a = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < r; c++) {
        a[r * n + c] = random.nextGaussian();
      }
      a[r * n + r] = Math.sqrt(2 * Gamma.sample((freedom - r) / 2, random));
    }
    double[] root = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        double sum = 0;
        for (int k = c; k <= r; k++) {
          sum += l[r * n + k] * a[k * n + c];
        }
        root[r * n + c] = sum;
      }
    }
    return root;
  }

  private static double[] mean(float[] vectors, int rows, int n) {
    double[] mean = new double[n];
    for (int row = 0; row < rows; row++) {
      for (int f = 0; f < n; f++) {
        mean[f] += vectors[row * n + f];
      }
    }
    for (int f = 0; f < n; f++) {
      mean[f] /= rows;
    }
    return mean;
  }

  private static double[] scatter(float[] vectors, int rows, int n, double[] mean) {
    double[] scatter = new double[n * n];
    double[] difference = new double[n];
    for (int row = 0; row < rows; row++) {
      for (int f = 0; f < n; f++) {
        difference[f] = vectors[row * n + f] - mean[f];
      }
      for (int r = 0; r < n; r++) {
        for (int c = 0; c <= r; c++) {
          scatter[r * n + c] += difference[r] * difference[c];
        }
      }
    }
    return scatter;
  }

  private static float[] square(double[] root, int n) {
    float[] square = new float[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        double sum = 0;
        for (int k = 0; k <= c; k++) {
          sum += root[r * n + k] * root[c * n + k];
        }
        square[r * n + c] = (float) sum;
      }
    }
    return square;
  }
}
