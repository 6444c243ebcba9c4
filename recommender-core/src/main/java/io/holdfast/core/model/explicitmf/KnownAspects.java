package io.holdfast.core.model.explicitmf;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the known ratings of a pair say, whichever aspects they are of; the others are integrated
 * out. With O the known aspects, their ratings are N(L_O m, L_O diag(v) L_Oᵀ) in the unit of {@link
 * Response#variance}, and R the Cholesky factor of that covariance, R⁻¹ r_O are ratings of unit
 * variance that do not covary:
 *
 * <pre>
 * R⁻¹ r_O = B m + ε,   B = R⁻¹ L_O [|O|, K],   ε ~ N(0, I)
 * </pre>
 *
 * so each is a row of an ordinary regression on the pair's vectors. Immutable and thread-safe.
 */
final class KnownAspects {

  private final int mask;
  private final int factors;
  private final int aspects;
  private final int[] known;
  private final float[] whitening;
  private final float[] biasDesign;
  private final float[] factorDesign;
  private final double[] gain;

  KnownAspects(Response response, int mask) {
    this.mask = mask;
    this.factors = response.factors();
    this.aspects = response.aspects();
    this.known = bits(mask);
    int n = known.length;
    double[] covariance = new double[aspects * n];
    double[] inner = new double[n * n];
    for (int k = 0; k < aspects; k++) {
      for (int j = 0; j < n; j++) {
        covariance[k * n + j] = covariance(response, k, known[j]);
      }
    }
    for (int j = 0; j < n; j++) {
      System.arraycopy(covariance, known[j] * n, inner, j * n, n);
    }
    double[] root = Cholesky.factor(inner, n);
    this.gain = covariance;
    double[] row = new double[n];
    for (int k = 0; k < aspects; k++) {
      System.arraycopy(gain, k * n, row, 0, n);
      Cholesky.solveLower(root, n, row);
      Cholesky.solveLowerTransposed(root, n, row);
      System.arraycopy(row, 0, gain, k * n, n);
    }
    this.whitening = new float[n * n];
    this.biasDesign = new float[n * aspects];
    this.factorDesign = new float[n * factors];
    whiten(response, root);
  }

  /** Bit k is set if aspect k of the {@code aspects} ratings at {@code at} is not NaN. */
  static int mask(float[] ratings, int at, int aspects) {
    int mask = 0;
    for (int k = 0; k < aspects; k++) {
      if (!Float.isNaN(ratings[at + k])) {
        mask |= 1 << k;
      }
    }
    return mask;
  }

  /** Bit k is set if aspect k is known. */
  int mask() {
    return mask;
  }

  /** Whether there is nothing to integrate out. */
  boolean isAll() {
    return known.length == aspects;
  }

  /**
   * Adds a pair's ratings to the equations of the other side's vector.
   *
   * @param vectors the extended vector of one side is at {@code offset}
   * @param ratings the K ratings are at {@code at}; those that are not known are not read
   */
  void addTo(
      NormalEquations equations,
      float[] vectors,
      int offset,
      float[] ratings,
      int at,
      float weight) {
    float root = weight == 1f ? 1f : (float) Math.sqrt(weight);
    int n = known.length;
    for (int row = 0; row < n; row++) {
      int start = equations.beginRow();
      float[] design = equations.design();
      for (int f = 0; f < factors; f++) {
        design[start + f] = root * (factorDesign[row * factors + f] * vectors[offset + f]);
      }
      float told = 0;
      for (int j = 0; j <= row; j++) {
        told += whitening[row * n + j] * ratings[at + known[j]];
      }
      float biases = 0;
      for (int k = 0; k < aspects; k++) {
        float share = biasDesign[row * aspects + k];
        design[start + factors + k] = root * share;
        biases += share * vectors[offset + factors + k];
      }
      equations.endRow(root * (told - biases));
    }
  }

  /**
   * Draws what is not known of a pair, given what is: a draw of all, moved by the covariance to
   * where it agrees with the known (Matheron's rule).
   *
   * @param response that this belongs to
   * @param means m, of K numbers
   * @param deviation the standard deviation of the overall rating's noise
   * @param ratings the K ratings are at {@code at}; those that are not known are written
   */
  void complete(
      Response response,
      double[] means,
      double deviation,
      float[] ratings,
      int at,
      SplittableRandom random) {
    double[] noisy = new double[aspects];
    for (int k = 0; k < aspects; k++) {
      noisy[k] = means[k] + deviation * Math.sqrt(response.variance(k)) * random.nextGaussian();
    }
    double[] drawn = new double[aspects];
    for (int k = 0; k < aspects; k++) {
      for (int j = 0; j <= k; j++) {
        drawn[k] += response.propagation()[k * aspects + j] * noisy[j];
      }
    }
    int n = known.length;
    for (int k = 0; k < aspects; k++) {
      if ((mask & 1 << k) == 0) {
        double value = drawn[k];
        for (int j = 0; j < n; j++) {
          value += gain[k * n + j] * (ratings[at + known[j]] - drawn[known[j]]);
        }
        ratings[at + k] = (float) value;
      }
    }
  }

  private void whiten(Response response, double[] root) {
    int n = known.length;
    double[] column = new double[n];
    for (int c = 0; c < n; c++) {
      Arrays.fill(column, 0);
      column[c] = 1;
      Cholesky.solveLower(root, n, column);
      for (int row = 0; row < n; row++) {
        whitening[row * n + c] = (float) column[row];
      }
    }
    double[] shares = new double[n * aspects];
    for (int k = 0; k < aspects; k++) {
      for (int row = 0; row < n; row++) {
        column[row] = response.propagation()[known[row] * aspects + k];
      }
      Cholesky.solveLower(root, n, column);
      for (int row = 0; row < n; row++) {
        shares[row * aspects + k] = column[row];
        biasDesign[row * aspects + k] = (float) column[row];
      }
    }
    for (int row = 0; row < n; row++) {
      for (int f = 0; f < factors; f++) {
        double sum = 0;
        for (int k = 0; k < aspects; k++) {
          sum += shares[row * aspects + k] * response.factorWeights()[k * factors + f];
        }
        factorDesign[row * factors + f] = (float) sum;
      }
    }
  }

  private static double covariance(Response response, int row, int column) {
    double[] propagation = response.propagation();
    int n = response.aspects();
    double sum = 0;
    for (int k = 0; k <= Math.min(row, column); k++) {
      sum += propagation[row * n + k] * response.variance(k) * propagation[column * n + k];
    }
    return sum;
  }

  private static int[] bits(int mask) {
    int[] bits = new int[Integer.bitCount(mask)];
    int size = 0;
    for (int k = 0; mask >>> k != 0; k++) {
      if ((mask & 1 << k) != 0) {
        bits[size++] = k;
      }
    }
    return bits;
  }
}
