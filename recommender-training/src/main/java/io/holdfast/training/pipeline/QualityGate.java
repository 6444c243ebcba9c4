package io.holdfast.training.pipeline;

import io.holdfast.core.artifact.GateResult;
import io.holdfast.core.artifact.GateResult.Status;
import io.holdfast.core.artifact.Interval;
import io.holdfast.core.evaluation.EvaluationReport;
import io.holdfast.core.evaluation.PairedComparison;
import io.holdfast.core.evaluation.RatingEvaluation;

/**
 * Keeps out models that are significantly worse than a simple one on the temporal split: the whole
 * 95 % interval of the paired difference over its users is on the wrong side of zero. With fewer
 * than {@value #MINIMUM_USERS} such users nothing can be said, and the model passes with a warning.
 * The simple model itself is exempt.
 *
 * @param metric what is compared
 * @param baseline the simple model's name
 * @param higherIsBetter whether a higher value of the metric is better
 */
public record QualityGate(String metric, String baseline, boolean higherIsBetter) {
  /** Rankers are compared with the kind {@code popular}. */
  public static final QualityGate RANKING = new QualityGate("ndcg@10", "popular", true);

  /**
   * Models that predict ratings, whose lists need not be those that people click most, are compared
   * with the same model without factors, in the error of each user's ratings.
   */
  public static final QualityGate RATINGS =
      new QualityGate(RatingEvaluation.RMSE, "biases-only", false);

  /** Fewer users than this decide nothing. */
  public static final int MINIMUM_USERS = 100;

  /** The answer for the baseline itself. */
  public GateResult exempt() {
    return new GateResult(
        Status.EXEMPT,
        metric,
        baseline,
        0,
        null,
        null,
        baseline + " is what other models are compared with.");
  }

  /** The answer when the data cannot be split in time. */
  public GateResult withoutEvidence(String why) {
    return new GateResult(
        Status.PASSED_WITH_WARNING,
        metric,
        baseline,
        0,
        null,
        null,
        "Not compared with " + baseline + ": " + why + ".");
  }

  /**
   * Judges a model by two reports of the same temporal split.
   *
   * @throws IllegalArgumentException if they are not of the same split
   */
  public GateResult judge(EvaluationReport model, EvaluationReport simple, long seed) {
    PairedComparison comparison = PairedComparison.of(model, simple, metric, seed);
    boolean worse =
        higherIsBetter ? comparison.interval().high() < 0 : comparison.interval().low() > 0;
    Status status;
    String explanation;
    if (comparison.users() < MINIMUM_USERS) {
      status = Status.PASSED_WITH_WARNING;
      explanation =
          "Only %d users of the temporal split: fewer than %d decide nothing."
              .formatted(comparison.users(), MINIMUM_USERS);
    } else if (worse) {
      status = Status.FAILED;
      explanation =
          "%s is worse than %s in %s by %s."
              .formatted(model.model(), baseline, metric, spread(comparison));
    } else {
      status = Status.PASSED;
      explanation =
          "%s is not significantly worse than %s in %s: difference %s."
              .formatted(model.model(), baseline, metric, spread(comparison));
    }
    return new GateResult(
        status,
        metric,
        baseline,
        comparison.users(),
        comparison.difference(),
        comparison.interval(),
        explanation);
  }

  private static String spread(PairedComparison comparison) {
    Interval interval = comparison.interval();
    return "%.4f, 95 %% interval [%.4f, %.4f]"
        .formatted(comparison.difference(), interval.low(), interval.high());
  }
}
