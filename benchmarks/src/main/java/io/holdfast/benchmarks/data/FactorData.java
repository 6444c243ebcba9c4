package io.holdfast.benchmarks.data;

import java.util.SplittableRandom;

/**
 * Seeded item factors and queries that look like trained ones: items lie around the centres of some
 * hundred tastes, later dimensions matter less, and norms differ much, as popularity does. A query
 * is made like a folded-in user, from the directions of a few items.
 *
 * <p>Both are float32, row-major.
 */
public final class FactorData {

  private static final int CENTRES = 300;
  private static final double DECAY = 0.35;
  private static final double SCATTER = 0.8;
  private static final double NORM_DEVIATION = 0.7;
  private static final int HISTORY = 10;

  private FactorData() {}

  /** Factors of {@code items} items. */
  public static float[] items(int items, int dimensions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] deviation = new double[dimensions];
    for (int f = 0; f < dimensions; f++) {
      deviation[f] = Math.pow(1 + f, -DECAY);
    }
    double[] centres = new double[CENTRES * dimensions];
    for (int at = 0; at < centres.length; at++) {
      centres[at] = deviation[at % dimensions] * random.nextGaussian();
    }
    float[] factors = new float[items * dimensions];
    for (int item = 0; item < items; item++) {
      double place = random.nextDouble();
      int centre = (int) (place * place * CENTRES);
      double norm = Math.exp(NORM_DEVIATION * random.nextGaussian());
      for (int f = 0; f < dimensions; f++) {
        factors[item * dimensions + f] =
            (float)
                (norm
                    * (centres[centre * dimensions + f]
                        + SCATTER * deviation[f] * random.nextGaussian()));
      }
    }
    return factors;
  }

  /** Queries, each the sum of the directions of {@value #HISTORY} of the items. */
  public static float[][] queries(float[] itemFactors, int dimensions, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int items = itemFactors.length / dimensions;
    float[][] queries = new float[count][dimensions];
    for (float[] query : queries) {
      for (int position = 0; position < HISTORY; position++) {
        int offset = random.nextInt(items) * dimensions;
        double norm = 1e-12;
        for (int f = 0; f < dimensions; f++) {
          norm += itemFactors[offset + f] * itemFactors[offset + f];
        }
        for (int f = 0; f < dimensions; f++) {
          query[f] += (float) (itemFactors[offset + f] / Math.sqrt(norm));
        }
      }
    }
    return queries;
  }
}
