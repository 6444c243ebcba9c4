package io.holdfast.core.evaluation;

import io.holdfast.core.artifact.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Sums of errors by fold and user, and the metrics that follow from them:
 *
 * <ul>
 *   <li>{@code rmse}: the root of a fold's mean squared error, then the mean over folds;
 *   <li>{@code mae}: a fold's mean absolute error, then the mean over folds;
 *   <li>{@code coverage95}: the share of ratings inside the model's central 95 % predictive
 *       interval, which is 0.95 if the model knows how sure it is.
 * </ul>
 *
 * <p>Intervals are percentile bootstraps over users (see {@link Bootstrap}): all ratings of a drawn
 * user come along, in all folds. Users may be added from several threads, each from one.
 */
final class RatingErrors {

  private static final double TAIL = 0.025;
  private static final double NORMAL_975 = 1.959963984540054;

  private final double[][] squared;
  private final double[][] absolute;
  private final double[][] covered;
  private final double[][] counts;

  RatingErrors(int folds, int users) {
    squared = new double[folds][users];
    absolute = new double[folds][users];
    covered = new double[folds][users];
    counts = new double[folds][users];
  }

  /**
   * Counts one prediction.
   *
   * @param clipped the prediction inside the range of ratings
   * @param mean the prediction as the model made it
   * @param deviation its standard deviation; NaN if the model knows none, then there is no {@code
   *     coverage95}
   */
  void add(int fold, int user, double rating, double clipped, double mean, double deviation) {
    double error = rating - clipped;
    squared[fold][user] += error * error;
    absolute[fold][user] += Math.abs(error);
    boolean inside = Math.abs(rating - mean) <= NORMAL_975 * deviation;
    covered[fold][user] += Double.isNaN(deviation) ? Double.NaN : inside ? 1 : 0;
    counts[fold][user]++;
  }

  /** The users of whom a rating was predicted, ascending. */
  int[] users() {
    return IntStream.range(0, counts[0].length).filter(user -> sum(counts, user) > 0).toArray();
  }

  /** Every metric. */
  Map<String, Double> means() {
    int[] users = users();
    Map<String, Double> means = new LinkedHashMap<>();
    statistics().forEach((name, statistic) -> means.put(name, statistic.of(users)));
    return means;
  }

  /** The 95 % interval of every metric. */
  Map<String, Interval> intervals(int samples, long seed) {
    int[] users = users();
    Map<String, Interval> intervals = new LinkedHashMap<>();
    statistics()
        .forEach(
            (name, statistic) -> {
              SplittableRandom random = new SplittableRandom(seed);
              int[] drawn = new int[users.length];
              double[] values = new double[samples];
              for (int s = 0; s < samples; s++) {
                Arrays.setAll(drawn, draw -> users[random.nextInt(users.length)]);
                values[s] = statistic.of(drawn);
              }
              Arrays.sort(values);
              intervals.put(
                  name,
                  new Interval(
                      Bootstrap.quantile(values, TAIL), Bootstrap.quantile(values, 1 - TAIL)));
            });
    return intervals;
  }

  /** Each user's own error: the root of their mean squared error, their mean absolute error. */
  UserMetrics perUser() {
    int[] users = users();
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put(
        RatingEvaluation.RMSE,
        perUser(users, user -> Math.sqrt(sum(squared, user) / sum(counts, user))));
    values.put(
        RatingEvaluation.MAE, perUser(users, user -> sum(absolute, user) / sum(counts, user)));
    return new UserMetrics(users, values);
  }

  /** A metric of some users, who may occur more than once. */
  @FunctionalInterface
  private interface Statistic {
    double of(int[] users);
  }

  private Map<String, Statistic> statistics() {
    Map<String, Statistic> statistics = new LinkedHashMap<>();
    statistics.put(RatingEvaluation.RMSE, users -> meanOverFolds(squared, users, Math::sqrt));
    statistics.put(RatingEvaluation.MAE, users -> meanOverFolds(absolute, users, mean -> mean));
    if (!Double.isNaN(meanOverFolds(covered, users(), mean -> mean))) {
      statistics.put(
          RatingEvaluation.COVERAGE, users -> meanOverFolds(covered, users, mean -> mean));
    }
    return statistics;
  }

  private double meanOverFolds(double[][] sums, int[] users, DoubleUnaryOperator ofMean) {
    double total = 0;
    int folds = 0;
    for (int fold = 0; fold < sums.length; fold++) {
      double sum = 0;
      double count = 0;
      for (int user : users) {
        sum += sums[fold][user];
        count += counts[fold][user];
      }
      if (count > 0) {
        total += ofMean.applyAsDouble(sum / count);
        folds++;
      }
    }
    return total / folds;
  }

  private static double[] perUser(int[] users, IntToDoubleFunction value) {
    return Arrays.stream(users).mapToDouble(value::applyAsDouble).toArray();
  }

  private static double sum(double[][] byFold, int user) {
    double sum = 0;
    for (double[] fold : byFold) {
      sum += fold[user];
    }
    return sum;
  }
}
