package io.holdfast.core.evaluation;

import java.util.Comparator;

/** Which of two values of a metric is the better one. */
public enum MetricDirection {
  /** More is better, as with NDCG. */
  HIGHER,
  /** Less is better, as with errors. */
  LOWER;

  /** The direction of the metric of that name: errors of ratings lower, all others higher. */
  public static MetricDirection of(String metric) {
    return metric.equals(RatingEvaluation.RMSE) || metric.equals(RatingEvaluation.MAE)
        ? LOWER
        : HIGHER;
  }

  /** Better values first. */
  public Comparator<Double> bestFirst() {
    return this == LOWER ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  /** Whether {@code value} is better than {@code other}. */
  public boolean isBetter(double value, double other) {
    return bestFirst().compare(value, other) < 0;
  }
}
