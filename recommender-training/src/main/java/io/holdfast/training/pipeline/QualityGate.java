package io.holdfast.training.pipeline;

import io.holdfast.core.artifact.GateResult;
import io.holdfast.core.artifact.GateResult.Status;
import io.holdfast.core.artifact.Interval;
import io.holdfast.core.evaluation.EvaluationReport;
import io.holdfast.core.evaluation.PairedComparison;

/**
 * Keeps out rankers that are significantly worse than {@code popular}: the whole 95 % interval of
 * the paired difference in NDCG@10 over the users of the temporal split is below zero. With fewer
 * than {@value #MINIMUM_USERS} such users nothing can be said, and the model passes with a warning.
 * {@code popular} itself is exempt.
 */
public final class QualityGate {
  /** The kind that a ranker is compared with. */
  public static final String BASELINE = "popular";

  /** What is compared. */
  public static final String METRIC = "ndcg@10";

  /** Fewer users than this decide nothing. */
  public static final int MINIMUM_USERS = 100;

  private QualityGate() {}

  /** The answer for the baseline itself. */
  public static GateResult exempt() {
    return new GateResult(
        Status.EXEMPT,
        METRIC,
        BASELINE,
        0,
        null,
        null,
        BASELINE + " is what other models are compared with.");
  }

  /** The answer when the data cannot be split in time. */
  public static GateResult withoutEvidence(String why) {
    return new GateResult(
        Status.PASSED_WITH_WARNING,
        METRIC,
        BASELINE,
        0,
        null,
        null,
        "Not compared with " + BASELINE + ": " + why + ".");
  }

  /**
   * Judges a model by two reports of the same temporal split.
   *
   * @throws IllegalArgumentException if they are not of the same split
   */
  public static GateResult judge(EvaluationReport model, EvaluationReport baseline, long seed) {
    PairedComparison comparison = PairedComparison.of(model, baseline, METRIC, seed);
    Status status;
    String explanation;
    if (comparison.users() < MINIMUM_USERS) {
      status = Status.PASSED_WITH_WARNING;
      explanation =
          "Only %d users of the temporal split: fewer than %d decide nothing."
              .formatted(comparison.users(), MINIMUM_USERS);
    } else if (comparison.isSignificantlyWorse()) {
      status = Status.FAILED;
      explanation =
          "%s is worse than %s in %s by %s."
              .formatted(model.model(), BASELINE, METRIC, spread(comparison));
    } else {
      status = Status.PASSED;
      explanation =
          "%s is not significantly worse than %s in %s: difference %s."
              .formatted(model.model(), BASELINE, METRIC, spread(comparison));
    }
    return new GateResult(
        status,
        METRIC,
        BASELINE,
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
