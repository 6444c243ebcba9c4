package io.holdfast.core.model.explicitmf;

import java.util.Arrays;

/**
 * The normal distribution N(m, Λ⁻¹) that the extended vectors (factor, biases) of one side have a
 * priori. Not to be written to.
 *
 * @param mean m, float32 [D]; factors stand first
 * @param precision Λ, float32 [D, D] row-major, its lower triangle
 * @param shift Λm, float32 [D]
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record GaussianPrior(float[] mean, float[] precision, float[] shift) {

  /** N(m, Λ⁻¹). */
  static GaussianPrior of(float[] mean, float[] precision) {
    int n = mean.length;
    if (precision.length != n * n) {
      throw new IllegalArgumentException(
          "a precision of %d numbers for %d dimensions".formatted(precision.length, n));
    }
    float[] shift = new float[n];
    for (int row = 0; row < n; row++) {
      double sum = 0;
      for (int column = 0; column < n; column++) {
        sum += (double) precision[lower(row, column, n)] * mean[column];
      }
      shift[row] = (float) sum;
    }
    return new GaussianPrior(mean, precision, shift);
  }

  /** Mean zero; precision λ for each of the first numbers, the factors, and λ_b for each bias. */
  static GaussianPrior ridge(
      int factors, int biases, double factorPrecision, double biasPrecision) {
    int n = factors + biases;
    float[] precision = new float[n * n];
    for (int f = 0; f < n; f++) {
      precision[f * n + f] = (float) (f < factors ? factorPrecision : biasPrecision);
    }
    return of(new float[n], precision);
  }

  /** λ‖x − m‖², weighted by the precision: (x − m)ᵀ Λ (x − m) of the vector at {@code offset}. */
  double penalty(float[] vectors, int offset) {
    int n = mean.length;
    double[] difference = new double[n];
    Arrays.setAll(difference, f -> (double) vectors[offset + f] - mean[f]);
    double sum = 0;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        sum += precision[lower(row, column, n)] * difference[row] * difference[column];
      }
    }
    return sum;
  }

  private static int lower(int row, int column, int n) {
    return Math.max(row, column) * n + Math.min(row, column);
  }
}
