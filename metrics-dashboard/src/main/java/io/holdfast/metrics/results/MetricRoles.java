package io.holdfast.metrics.results;

import io.holdfast.contracts.event.DecisionPolicy;
import java.util.Optional;

/**
 * What a metric is to an experiment's decision.
 *
 * @param policy the decision's policy
 */
record MetricRoles(DecisionPolicy policy) {

  static final String SUCCESS = "success";
  static final String GUARDRAIL = "guardrail";
  static final String DESCRIPTIVE = "descriptive";

  /** {@code success}, {@code guardrail} or {@code descriptive}. */
  String of(String metric) {
    if (policy.successMetric().equals(metric)) {
      return SUCCESS;
    }
    return margin(metric).isPresent() ? GUARDRAIL : DESCRIPTIVE;
  }

  /** How much worse a guardrail may become; empty for a metric that is none. */
  Optional<Double> margin(String metric) {
    return policy.guardrails().stream()
        .filter(guardrail -> guardrail.metric().equals(metric))
        .map(DecisionPolicy.Guardrail::margin)
        .findFirst();
  }
}
