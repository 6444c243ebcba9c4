package io.holdfast.core.model.explicitmf;

/**
 * The posterior distribution of one user's extended vector, by each sample of the item side.
 *
 * @param means its mean, float32 [S, D]
 * @param factors the Cholesky factor of its precision, float32 [S, D, D], lower triangles
 * @param noisePrecisions α τ_u, the precision of this user's overall ratings, by each sample
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FoldedUser(float[] means, float[] factors, float[] noisePrecisions) {

  /**
   * The variance of an overall rating around its mean in one sample: xᵀ Λ*⁻¹ x of the user's vector
   * and h diag(α)⁻¹ hᵀ / τ_u of noise, for x = (g∘q, h) of {@link Response#overallFactors}.
   *
   * @param vectors the item's extended vector is at {@code offset}
   * @param work D numbers, overwritten
   */
  double variance(int sample, Response response, float[] vectors, int offset, double[] work) {
    int n = work.length;
    int factorCount = response.factors();
    int l = sample * n * n;
    double sum = response.overallVariance() / noisePrecisions[sample];
    for (int row = 0; row < n; row++) {
      double value =
          row < factorCount
              ? (double) response.overallFactors()[row] * vectors[offset + row]
              : response.overallBiases()[row - factorCount];
      for (int k = 0; k < row; k++) {
        value -= factors[l + row * n + k] * work[k];
      }
      work[row] = value / factors[l + row * n + row];
      sum += work[row] * work[row];
    }
    return sum;
  }

  /** {@code x := Λ*⁻¹ x} of one sample. */
  void solve(int sample, double[] x) {
    int n = x.length;
    int l = sample * n * n;
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < row; k++) {
        x[row] -= factors[l + row * n + k] * x[k];
      }
      x[row] /= factors[l + row * n + row];
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int k = row + 1; k < n; k++) {
        x[row] -= factors[l + k * n + row] * x[k];
      }
      x[row] /= factors[l + row * n + row];
    }
  }

  /** The expected overall rating by one sample, in units of its {@link RatingScale}. */
  double mean(int sample, Response response, float[] vectors, int offset) {
    int factorCount = response.factors();
    int user = sample * response.dimensions();
    double sum = 0;
    for (int k = 0; k < response.aspects(); k++) {
      double biases = (double) means[user + factorCount + k] + vectors[offset + factorCount + k];
      sum += response.overallBiases()[k] * biases;
    }
    for (int f = 0; f < factorCount; f++) {
      sum += (double) means[user + f] * vectors[offset + f] * response.overallFactors()[f];
    }
    return sum;
  }
}
