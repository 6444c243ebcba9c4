package io.holdfast.cli.replay;

import io.holdfast.core.artifact.Interval;
import io.holdfast.core.evaluation.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recall of two arms, basket by basket. A user's recall is the mean over the user's baskets,
 * and users count alike, since baskets of one user are not independent. Not thread-safe.
 */
public final class Recalls {
  private final Map<String, List<double[]>> byUser = new LinkedHashMap<>();

  /**
   * Both arms compared.
   *
   * @param users how many
   * @param baskets how many
   * @param realTime mean recall over users of the arm that folds in what has come since
   * @param frozen that of the arm that does not
   * @param difference mean over users of real time − frozen
   * @param interval95 its 95 % interval, {@link Bootstrap} over users
   */
  public record Comparison(
      int users,
      int baskets,
      double realTime,
      double frozen,
      double difference,
      Interval interval95) {}

  /** Adds a user's next basket. */
  void add(String userId, double realTime, double frozen) {
    byUser.computeIfAbsent(userId, user -> new ArrayList<>()).add(new double[] {realTime, frozen});
  }

  /** All baskets. */
  Comparison all(long seed) {
    return compare(0, seed);
  }

  /**
   * Without each user's first basket, before which both arms know the same; null if nothing is
   * left.
   */
  Comparison later(long seed) {
    return compare(1, seed);
  }

  private Comparison compare(int from, long seed) {
    List<double[]> users = new ArrayList<>();
    int baskets = 0;
    for (List<double[]> recalls : byUser.values()) {
      List<double[]> counted = recalls.subList(Math.min(from, recalls.size()), recalls.size());
      if (!counted.isEmpty()) {
        users.add(new double[] {mean(counted, 0), mean(counted, 1)});
        baskets += counted.size();
      }
    }
    if (users.isEmpty()) {
      return null;
    }
    double[] differences = users.stream().mapToDouble(user -> user[0] - user[1]).toArray();
    return new Comparison(
        users.size(),
        baskets,
        mean(users, 0),
        mean(users, 1),
        Arrays.stream(differences).average().orElseThrow(),
        Bootstrap.interval95(differences, Bootstrap.SAMPLES, seed));
  }

  private static double mean(List<double[]> pairs, int arm) {
    return pairs.stream().mapToDouble(pair -> pair[arm]).average().orElseThrow();
  }
}
