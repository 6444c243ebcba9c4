package io.holdfast.metrics.results;

import io.holdfast.metrics.results.ExperimentResults.AdjustedP;
import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Cuped;
import io.holdfast.metrics.results.ExperimentResults.NonInferior;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Interval;
import io.holdfast.stickiness.statistics.NonInferiority;
import io.holdfast.stickiness.statistics.Posterior;
import io.holdfast.stickiness.statistics.PowerAnalysis;
import io.holdfast.stickiness.statistics.RelativeLift;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts what is known of a variant into the words of the API. */
final class Findings {

  static final String ESTIMATE = "estimate";
  static final String INCONCLUSIVE = "inconclusive";

  /** The chance to find an effect at which the minimum detectable one is told. */
  private static final double POWER = 0.8;

  private Findings() {}

  /** No comparison, and why. */
  static Variant inconclusive(Arm arm, String reason) {
    return new Variant(
        arm.name(),
        arm.n(),
        arm.value(),
        arm.valueInterval(),
        INCONCLUSIVE,
        reason,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * A comparison that may be looked at every day.
   *
   * @param arm the variant's own value
   * @param estimate its difference to the control
   * @param alpha one minus the level
   * @param plannedUsers N*
   * @param cuped the adjusted difference; null if there is none
   * @param margin of a guardrail; empty for another metric
   */
  static Variant everyDay(
      Arm arm,
      Estimate estimate,
      double alpha,
      long plannedUsers,
      Cuped cuped,
      Optional<Double> margin) {
    Optional<RelativeLift> lift = estimate.relativeLift();
    Posterior posterior = estimate.posterior();
    return new Variant(
        arm.name(),
        arm.n(),
        arm.value(),
        arm.valueInterval(),
        ESTIMATE,
        null,
        estimate.difference(),
        lift.map(RelativeLift::value).orElse(null),
        estimate.standardError(),
        bounds(estimate.interval(alpha)),
        estimate.pValue(),
        bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
        estimate.alwaysValidPValue(alpha, plannedUsers),
        lift.map(each -> bounds(each.interval(alpha))).orElse(null),
        lift.map(each -> bounds(each.alwaysValidInterval(alpha, plannedUsers))).orElse(null),
        posterior.chanceToBeatControl(),
        posterior.expectedLossOfVariant(),
        PowerAnalysis.minimumDetectableEffect(estimate, alpha, POWER, plannedUsers),
        cuped,
        null,
        margin
            .filter(each -> each >= 0)
            .map(each -> nonInferior(new NonInferiority(estimate, each), alpha, plannedUsers))
            .orElse(null));
  }

  /** A comparison that is right for one planned look only, of a metric of which less is better. */
  static Variant forOneLook(Arm arm, Estimate estimate, double alpha) {
    Optional<RelativeLift> lift = estimate.relativeLift();
    return new Variant(
        arm.name(),
        arm.n(),
        arm.value(),
        arm.valueInterval(),
        ESTIMATE,
        null,
        estimate.difference(),
        lift.map(RelativeLift::value).orElse(null),
        estimate.standardError(),
        bounds(estimate.interval(alpha)),
        estimate.pValue(),
        null,
        null,
        lift.map(each -> bounds(each.interval(alpha))).orElse(null),
        null,
        null,
        null,
        PowerAnalysis.minimumDetectableEffect(estimate, alpha, POWER),
        null,
        null,
        null);
  }

  /** The same variant with an adjusted p. */
  static Variant with(Variant variant, AdjustedP adjusted) {
    return new Variant(
        variant.name(),
        variant.n(),
        variant.value(),
        variant.valueInterval(),
        variant.status(),
        variant.reason(),
        variant.difference(),
        variant.relativeLift(),
        variant.standardError(),
        variant.interval(),
        variant.p(),
        variant.alwaysValidInterval(),
        variant.alwaysValidP(),
        variant.relativeLiftInterval(),
        variant.relativeLiftAlwaysValidInterval(),
        variant.chanceToBeatControl(),
        variant.expectedLoss(),
        variant.minimumDetectableEffect(),
        variant.cuped(),
        adjusted,
        variant.nonInferiority());
  }

  private static NonInferior nonInferior(
      NonInferiority guardrail, double alpha, long plannedUsers) {
    return new NonInferior(
        guardrail.margin(),
        guardrail.pValue(),
        word(guardrail.verdict(alpha)),
        word(guardrail.alwaysValidVerdict(alpha, plannedUsers)));
  }

  private static String word(NonInferiority.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Both bounds in order. */
  static List<Double> bounds(Interval interval) {
    return List.of(interval.lower(), interval.upper());
  }
}
