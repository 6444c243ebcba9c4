package io.holdfast.experiment.ramp;

import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.contracts.decision.ExperimentResults.Challenger;
import io.holdfast.contracts.event.DecisionPolicy.Guardrail;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.Variant;
import java.util.Optional;

/**
 * What in an experiment's results must hold its ramp until a person has looked: users are not split
 * as the weights say, or a challenger is worse than a guardrail's margin allows. Stateless.
 */
final class RampAlarms {
  private static final String SAMPLE_RATIO = "sample-ratio-mismatch";

  private RampAlarms() {}

  /**
   * The alarm, beginning with {@code sample-ratio-mismatch} or {@code guardrail METRIC}.
   *
   * @param spec with the policy's guardrails
   * @param results with always-valid intervals at the level of a roll-back, so that looking often
   *     raises no more false alarms
   */
  static Optional<String> of(ExperimentSpec spec, ExperimentResults results) {
    if (results.untrustworthy().contains(SAMPLE_RATIO)
        || Boolean.FALSE.equals(results.sampleRatioHealthy())) {
      return Optional.of(SAMPLE_RATIO + ": users are not split as the weights say");
    }
    return spec.policy().guardrails().stream()
        .flatMap(guardrail -> broken(spec, guardrail, results).stream())
        .findFirst();
  }

  private static Optional<String> broken(
      ExperimentSpec spec, Guardrail guardrail, ExperimentResults results) {
    return spec.challengers().stream()
        .map(Variant::name)
        .flatMap(variant -> results.estimate(guardrail.metric(), variant).stream())
        .filter(estimate -> estimate.alwaysValid().upper() < -guardrail.margin())
        .findFirst()
        .map(estimate -> text(guardrail, estimate));
  }

  private static String text(Guardrail guardrail, Challenger estimate) {
    return "guardrail %s: the difference of %s is at most %s, the margin is %s"
        .formatted(
            guardrail.metric(),
            estimate.name(),
            estimate.alwaysValid().upper(),
            guardrail.margin());
  }
}
