package io.holdfast.stickiness.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The bootstrap of a quantile over users: Efron and Tibshirani, "An Introduction to the Bootstrap"
 * (1993), algorithm 6.1, a user's values staying together. Not thread-safe.
 */
final class QuantileBootstrap {

  static final int REPLICATES = 1000;

  private final ClusteredValues values;
  private final double[] distinct;

  /** Of each value its place among the distinct ones. */
  private final int[] places;

  QuantileBootstrap(ClusteredValues values, double[] sorted) {
    this.values = values;
    this.distinct = Arrays.stream(sorted).distinct().toArray();
    this.places = new int[values.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = Arrays.binarySearch(distinct, values.value(i));
    }
  }

  double standardError(double probability, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Moments quantiles = Moments.EMPTY;
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      quantiles = quantiles.plus(quantile(probability, random));
    }
    return Math.sqrt(quantiles.variance());
  }

  private double quantile(double probability, SplittableRandom random) {
    int users = values.users();
    long[] counts = new long[distinct.length];
    long size = 0;
    while (size == 0) {
      for (int draw = 0; draw < users; draw++) {
        int user = random.nextInt(users);
        int end = values.end(user);
        for (int i = values.start(user); i < end; i++) {
          counts[places[i]]++;
          size++;
        }
      }
    }
    long rank = Math.max(1, (long) Math.ceil(probability * size));
    int place = 0;
    for (long seen = counts[0]; seen < rank; seen += counts[place]) {
      place++;
    }
    return distinct[place];
  }
}
