package io.holdfast.metrics.results;

import io.holdfast.stickiness.metric.MetricId;
import java.util.List;

/**
 * An experiment that is to be planned, found valid.
 *
 * @param metric that is to improve; not survival
 * @param baseline the control's value, a share in (0, 1) for a proportion; null for the product's
 * @param variance σ² per user of a mean or a ratio; null for a proportion
 * @param effect Δ, the smallest improvement worth finding, in the metric's own unit, above 0
 * @param weights the arms' shares of the users who take part, the control's first; they sum to 1
 * @param coverage the share of all users who take part, in (0, 1]
 * @param alpha α, two-sided, shared out among the challengers
 * @param power the wanted chance to find the effect, in (α, 1)
 * @param usersPerDay new users of the experiment a day at a coverage of 1; null for the product's
 * @param longestDays after how many days it is to be over
 */
public record PlanQuestion(
    MetricId metric,
    Double baseline,
    Double variance,
    double effect,
    List<Double> weights,
    double coverage,
    double alpha,
    double power,
    Double usersPerDay,
    int longestDays) {

  public PlanQuestion {
    weights = List.copyOf(weights);
  }
}
