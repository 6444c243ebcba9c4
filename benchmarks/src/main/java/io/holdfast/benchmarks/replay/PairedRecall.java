package io.holdfast.benchmarks.replay;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The recall of two lists for the same baskets, and the mean of their difference. Intervals are
 * percentiles of a bootstrap that draws customers with all their baskets (Field and Welsh,
 * "Bootstrapping clustered data", JRSS B 69(3), 2007, the cluster bootstrap), because the baskets
 * of one customer are alike. Not thread-safe.
 */
final class PairedRecall {
  private static final int RESAMPLES = 10_000;
  private static final double TAIL = 0.025;
  private static final long SEED = 1;

  private final Map<String, Sums> byUser = new TreeMap<>();
  private int baskets;

  /** Sums over the baskets of one user. */
  private static final class Sums {
    private double live;
    private double frozen;
    private int baskets;
  }

  /**
   * A mean and its 95 % interval.
   *
   * @param mean over baskets
   * @param low the lower end
   * @param high the upper end
   */
  record Mean(double mean, double low, double high) {}

  /** Adds what two lists found of one basket. */
  void add(String userId, double live, double frozen) {
    Sums sums = byUser.computeIfAbsent(userId, user -> new Sums());
    sums.live += live;
    sums.frozen += frozen;
    sums.baskets++;
    baskets++;
  }

  /** How many baskets. */
  int baskets() {
    return baskets;
  }

  /** How many users. */
  int users() {
    return byUser.size();
  }

  /** That of the list that knew what was just bought. */
  Mean live() {
    return mean(sums -> sums.live);
  }

  /** That of the list that did not. */
  Mean frozen() {
    return mean(sums -> sums.frozen);
  }

  /** How much more the first found. */
  Mean difference() {
    return mean(sums -> sums.live - sums.frozen);
  }

  private Mean mean(ToDoubleFunction<Sums> value) {
    double[] sums = byUser.values().stream().mapToDouble(value).toArray();
    int[] counts = byUser.values().stream().mapToInt(of -> of.baskets).toArray();
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double sum = 0;
      long count = 0;
      for (int draw = 0; draw < sums.length; draw++) {
        int user = random.nextInt(sums.length);
        sum += sums[user];
        count += counts[user];
      }
      means[resample] = sum / count;
    }
    Arrays.sort(means);
    return new Mean(
        Arrays.stream(sums).sum() / baskets,
        means[(int) (TAIL * RESAMPLES)],
        means[RESAMPLES - 1 - (int) (TAIL * RESAMPLES)]);
  }
}
