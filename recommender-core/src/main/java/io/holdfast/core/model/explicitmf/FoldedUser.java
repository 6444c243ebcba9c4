package io.holdfast.core.model.explicitmf;

/**
 * The posterior distribution of one user's extended vector, by each sample of the item side.
 *
 * @param means its mean, float32 [S, D]
 * @param factors the Cholesky factor of its precision, float32 [S, D, D], lower triangles
 * @param noisePrecisions α τ_u, the precision of this user's ratings, by each sample
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FoldedUser(float[] means, float[] factors, float[] noisePrecisions) {

  /**
   * The variance of a rating around its mean in one sample: xᵀ Λ*⁻¹ x of the user's vector and
   * (ατ_u)⁻¹ of noise, for x = (q, 1).
   *
   * @param vectors the item's extended vector is at {@code offset}
   * @param work D numbers, overwritten
   */
  double variance(int sample, float[] vectors, int offset, double[] work) {
    int n = work.length;
    int l = sample * n * n;
    double sum = 1 / (double) noisePrecisions[sample];
    for (int row = 0; row < n; row++) {
      double value = row == n - 1 ? 1 : vectors[offset + row];
      for (int k = 0; k < row; k++) {
        value -= factors[l + row * n + k] * work[k];
      }
      work[row] = value / factors[l + row * n + row];
      sum += work[row] * work[row];
    }
    return sum;
  }

  /** b_u + b_i + p_u·q_i by one sample, in units of the {@link RatingScale}. */
  double mean(int sample, float[] vectors, int offset, int dimensions) {
    int bias = dimensions - 1;
    int user = sample * dimensions;
    double sum = (double) means[user + bias] + vectors[offset + bias];
    for (int f = 0; f < bias; f++) {
      sum += (double) means[user + f] * vectors[offset + f];
    }
    return sum;
  }
}
