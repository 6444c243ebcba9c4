package io.holdfast.metrics.results;

import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Metric;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.stickiness.metric.ReturnDays;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.InconclusiveReason;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Stratum;
import io.holdfast.stickiness.survival.RestrictedMean;
import io.holdfast.stickiness.survival.RestrictedMeanComparison;
import io.holdfast.stickiness.survival.RestrictedMeanDifference;
import io.holdfast.stickiness.survival.SurvivalCurve;
import io.holdfast.stickiness.survival.SurvivalInconclusive;
import io.holdfast.stickiness.survival.SurvivalTimes;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the variants on {@code return-days-N}: restricted mean days until users come back, by
 * Kaplan–Meier. Fewer is better. For one planned look only: a user's time goes on being watched
 * after it has entered, so that no always-valid interval exists.
 *
 * @param arms the experiment's arms
 * @param times their return times
 */
record ReturnComparison(MetricComparison arms, ReturnTimesOfArms times) {

  /**
   * The metric from each variant's times.
   *
   * @param role what it is to the decision
   */
  Metric compare(ReturnDays metric, String role) {
    return new Metric(
        metric.id(),
        metric.kind().id(),
        role,
        arm(arms.control(), metric.days()),
        arms.challengers().stream().map(variant -> beside(variant, metric.days())).toList(),
        null);
  }

  private Arm arm(String variant, int days) {
    SurvivalTimes users = times.times(variant);
    Double value =
        SurvivalCurve.kaplanMeier(users)
            .restrictedMean(days)
            .filter(_ -> users.users() > 0)
            .map(RestrictedMean::value)
            .orElse(null);
    return new Arm(variant, users.users(), value, null);
  }

  private Variant beside(String variant, int days) {
    Arm arm = arm(variant, days);
    List<Stratum> strata = new ArrayList<>();
    String reason = null;
    for (int stratum : times.strata()) {
      switch (RestrictedMeanComparison.between(
          times.times(arms.control(), stratum), times.times(variant, stratum), days)) {
        case SurvivalInconclusive inconclusive -> reason = inconclusive.reason().id();
        case RestrictedMeanDifference difference -> strata.add(stratum(difference));
      }
    }
    Comparison combined =
        StratifiedArms.combined(MetricKind.RATIO, strata).onlyIf(arms.healthySplit());
    return switch (combined) {
      case Inconclusive(InconclusiveReason why) ->
          Findings.inconclusive(arm, reason == null || !arms.healthySplit() ? why.id() : reason);
      case Estimate estimate -> Findings.forOneLook(arm, estimate, arms.alpha());
    };
  }

  private static Stratum stratum(RestrictedMeanDifference difference) {
    RestrictedMean control = difference.control();
    RestrictedMean variant = difference.variant();
    return new Stratum(control.users() + variant.users(), value(control), value(variant));
  }

  private static ArmEstimate value(RestrictedMean mean) {
    return new ArmEstimate(mean.users(), mean.value(), mean.users() * mean.variance());
  }
}
