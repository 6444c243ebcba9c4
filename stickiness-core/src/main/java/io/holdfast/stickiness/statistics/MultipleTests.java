package io.holdfast.stickiness.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * p-values of several hypotheses (variants, metrics), adjusted so that each may be held against the
 * same level.
 *
 * <p>Holm bounds the chance of any false alarm, whatever the dependence: for decisions. Benjamini
 * and Hochberg bound the expected share of false ones among the alarms, for independent or
 * positively dependent tests: for exploring many metrics.
 */
public final class MultipleTests {

  private MultipleTests() {}

  /**
   * Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
   * Statistics 6 (1979): the adjusted p of rank i of m is max over j ≤ i of (m − j + 1) p₍ⱼ₎, at
   * most 1.
   *
   * @param pValues in any order, always-valid ones too
   * @return adjusted, in the same order
   * @throws IllegalArgumentException if one is not in [0, 1]
   */
  public static double[] holm(double... pValues) {
    int[] ascending = ascending(pValues);
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      double factor = ascending.length - rank;
      largest = Math.max(largest, Math.min(1, factor * pValues[ascending[rank]]));
      adjusted[ascending[rank]] = largest;
    }
    return adjusted;
  }

  /**
   * Benjamini and Hochberg, "Controlling the False Discovery Rate", Journal of the Royal
   * Statistical Society B 57 (1995): the adjusted p of rank i of m is min over j ≥ i of (m / j)
   * p₍ⱼ₎, at most 1.
   *
   * @param pValues in any order
   * @return adjusted, in the same order
   * @throws IllegalArgumentException if one is not in [0, 1]
   */
  public static double[] benjaminiHochberg(double... pValues) {
    int[] ascending = ascending(pValues);
    double[] adjusted = new double[pValues.length];
    double smallest = 1;
    for (int rank = ascending.length; rank > 0; rank--) {
      int test = ascending[rank - 1];
      smallest = Math.min(smallest, pValues[test] * ascending.length / rank);
      adjusted[test] = smallest;
    }
    return adjusted;
  }

  private static int[] ascending(double[] pValues) {
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("p = " + p + " in " + Arrays.toString(pValues));
      }
    }
    return IntStream.range(0, pValues.length)
        .boxed()
        .sorted((a, b) -> Double.compare(pValues[a], pValues[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
