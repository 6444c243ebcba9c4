package io.holdfast.metrics.results;

import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Belief;
import io.holdfast.metrics.results.ExperimentResults.Cuped;
import io.holdfast.metrics.results.ExperimentResults.EveryDay;
import io.holdfast.metrics.results.ExperimentResults.NonInferior;
import io.holdfast.metrics.results.ExperimentResults.OneLook;
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
        OneLook.NONE,
        EveryDay.NONE,
        Belief.NONE,
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
   * @param cuped the adjusted difference; empty if there is none
   * @param margin of a guardrail; empty for another metric
   */
  static Variant everyDay(
      Arm arm,
      Estimate estimate,
      double alpha,
      long plannedUsers,
      Optional<Cuped> cuped,
      Optional<Double> margin) {
    return new Variant(
        arm.name(),
        arm.n(),
        arm.value(),
        arm.valueInterval(),
        ESTIMATE,
        null,
        oneLook(
            estimate,
            alpha,
            PowerAnalysis.minimumDetectableEffect(estimate, alpha, POWER, plannedUsers)),
        everyDay(estimate, alpha, plannedUsers),
        belief(estimate.posterior()),
        cuped.orElse(null),
        null,
        margin
            .filter(each -> each >= 0)
            .map(each -> nonInferior(new NonInferiority(estimate, each), alpha, plannedUsers))
            .orElse(null));
  }

  /** A comparison that is right for one planned look only, of a metric of which less is better. */
  static Variant forOneLook(Arm arm, Estimate estimate, double alpha) {
    return new Variant(
        arm.name(),
        arm.n(),
        arm.value(),
        arm.valueInterval(),
        ESTIMATE,
        null,
        oneLook(estimate, alpha, PowerAnalysis.minimumDetectableEffect(estimate, alpha, POWER)),
        EveryDay.NONE,
        Belief.NONE,
        null,
        null,
        null);
  }

  private static OneLook oneLook(Estimate estimate, double alpha, double detectable) {
    Optional<RelativeLift> lift = estimate.relativeLift();
    return new OneLook(
        estimate.difference(),
        lift.map(RelativeLift::value).orElse(null),
        estimate.standardError(),
        bounds(estimate.interval(alpha)),
        estimate.pValue(),
        lift.map(each -> bounds(each.interval(alpha))).orElse(null),
        detectable);
  }

  private static EveryDay everyDay(Estimate estimate, double alpha, long plannedUsers) {
    return new EveryDay(
        bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
        estimate.alwaysValidPValue(alpha, plannedUsers),
        estimate
            .relativeLift()
            .map(lift -> bounds(lift.alwaysValidInterval(alpha, plannedUsers)))
            .orElse(null));
  }

  private static Belief belief(Posterior posterior) {
    return new Belief(posterior.chanceToBeatControl(), posterior.expectedLossOfVariant());
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
