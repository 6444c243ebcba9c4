package io.holdfast.core.model.explicitmf;

import io.holdfast.core.data.InteractionLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Ratings by four criteria and overall: each criterion weighs three shared factors in its own way
 * and has biases of its own, an impression of the moment (halo) goes into all of them, and the
 * overall rating is a weighted sum of the criteria with a little noise.
 */
final class CriteriaData {

  static final double[] WEIGHTS = {0.4, 0.3, 0.2, 0.1};

  private static final int FACTORS = 3;
  private static final String[] NAMES = {"food", "location", "rooms", "service"};

  private CriteriaData() {}

  /**
   * Draws ratings.
   *
   * @param share of the ratings that a criterion is told of
   */
  static InteractionLog draw(int users, int items, int perUser, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] p = normal(users, FACTORS + NAMES.length, random);
    double[][] q = normal(items, FACTORS + NAMES.length, random);
    double[][] t = normal(NAMES.length, FACTORS, random);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < items; item++) {
      builder.addItem("i" + item);
    }
    for (int user = 0; user < users; user++) {
      int[] rated = random.ints(0, items).distinct().limit(perUser).toArray();
      for (int n = 0; n < perUser; n++) {
        int item = rated[n];
        double halo = 0.5 * random.nextGaussian();
        Map<String, Double> told = new LinkedHashMap<>();
        double overall = 0.3 * random.nextGaussian();
        for (int c = 0; c < NAMES.length; c++) {
          double rating = 6 + 0.4 * (p[user][FACTORS + c] + q[item][FACTORS + c]) + halo;
          for (int f = 0; f < FACTORS; f++) {
            rating += 0.7 * (0.6 + 0.6 * t[c][f]) * p[user][f] * q[item][f];
          }
          rating += 0.8 * random.nextGaussian();
          overall += WEIGHTS[c] * rating;
          if (random.nextDouble() < share) {
            told.put(NAMES[c], rating);
          }
        }
        builder.add("u" + user, "i" + item, (float) Math.max(overall, 0), n, "rating", told);
      }
    }
    return builder.build();
  }

  private static double[][] normal(int rows, int columns, SplittableRandom random) {
    double[][] vectors = new double[rows][columns];
    for (double[] vector : vectors) {
      for (int f = 0; f < columns; f++) {
        vector[f] = random.nextGaussian();
      }
    }
    return vectors;
  }
}
