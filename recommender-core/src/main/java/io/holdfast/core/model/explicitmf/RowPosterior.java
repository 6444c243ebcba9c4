package io.holdfast.core.model.explicitmf;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.random.RandomGenerator;

/**
 * The normal distribution of one row's extended vector given its ratings and the other side
 * (Salakhutdinov &amp; Mnih 2008, eqs. 11 to 13):
 *
 * <pre>
 * Λ* = Λ + α G,   m* = Λ*⁻¹ (Λm + α g)
 * </pre>
 *
 * with the {@link GaussianPrior} N(m, Λ⁻¹), the noise precision α and G, g of {@link
 * NormalEquations}. The Cholesky factor of Λ* is kept for draws and variances. Conditioning is
 * O(D³); keeps O(D²) memory; one a thread, not thread-safe.
 */
final class RowPosterior {

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final float[] factor;
  private final float[] solutions;
  private final double[] work;

  RowPosterior(LinearAlgebra linearAlgebra, int dimensions) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.factor = new float[dimensions * dimensions];
    this.solutions = new float[(dimensions + 1) * dimensions];
    this.work = new double[dimensions];
  }

  /** Conditions on the ratings in {@code equations}. */
  void condition(GaussianPrior prior, float noisePrecision, NormalEquations equations) {
    assemble(prior, noisePrecision, equations);
    linearAlgebra.posv(dimensions, 1, factor, 0, dimensions, solutions, 0, dimensions);
  }

  /**
   * {@link #condition}, and the expected squared error under the posterior, E Σ w (y − b − x·v)² =
   * Σ w (y − b − x·m*)² + tr(G Λ*⁻¹).
   */
  double conditionWithError(GaussianPrior prior, float noisePrecision, NormalEquations equations) {
    assemble(prior, noisePrecision, equations);
    int n = dimensions;
    float[] gram = equations.gram();
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= row; column++) {
        solutions[(1 + row) * n + column] = gram[row * n + column];
        solutions[(1 + column) * n + row] = gram[row * n + column];
      }
    }
    linearAlgebra.posv(n, n + 1, factor, 0, n, solutions, 0, n);
    double trace = 0;
    for (int f = 0; f < n; f++) {
      trace += solutions[(1 + f) * n + f];
    }
    return equations.squaredError(solutions, 0) + trace;
  }

  /** Writes m* to {@code out}, D numbers at {@code offset}. */
  void mean(float[] out, int offset) {
    System.arraycopy(solutions, 0, out, offset, dimensions);
  }

  /** Writes the Cholesky factor L of Λ* = LLᵀ, its lower triangle, to {@code out}. */
  void factor(float[] out, int offset) {
    System.arraycopy(factor, 0, out, offset, factor.length);
  }

  /** Draws from the distribution, m* + L⁻ᵀz with standard normal z, into {@code out}. */
  void sample(RandomGenerator random, float[] out, int offset) {
    int n = dimensions;
    for (int f = 0; f < n; f++) {
      work[f] = random.nextGaussian();
    }
    for (int f = n - 1; f >= 0; f--) {
      double value = work[f] / factor[f * n + f];
      work[f] = value;
      for (int g = 0; g < f; g++) {
        work[g] -= factor[f * n + g] * value;
      }
      out[offset + f] = (float) (solutions[f] + value);
    }
  }

  private void assemble(GaussianPrior prior, float noisePrecision, NormalEquations equations) {
    float[] gram = equations.gram();
    float[] right = equations.right();
    for (int f = 0; f < factor.length; f++) {
      factor[f] = prior.precision()[f] + noisePrecision * gram[f];
    }
    for (int f = 0; f < dimensions; f++) {
      solutions[f] = prior.shift()[f] + noisePrecision * right[f];
    }
  }
}
