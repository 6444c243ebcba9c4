package io.holdfast.metrics.domain;

import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.stickiness.metric.MetricId;
import io.holdfast.stickiness.metric.ReducibleMetric;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which metrics are measured for an experiment: a standard set, and what its policy names. */
public final class ExperimentMetrics {

  private static final List<String> STANDARD =
      List.of(
          "retention-day-1",
          "retention-day-3",
          "retention-day-7",
          "retention-day-14",
          "session-seconds",
          "sessions-per-user",
          "active-days-28",
          "return-days-14");

  private ExperimentMetrics() {}

  /** The ids, the success metric first, then the guardrails, then the standard ones; each once. */
  public static Set<String> names(DecisionPolicy policy) {
    Set<String> names = new LinkedHashSet<>();
    names.add(policy.successMetric());
    policy.guardrails().forEach(guardrail -> names.add(guardrail.metric()));
    names.addAll(STANDARD);
    return names;
  }

  /** Those among them whose users' values reduce to sums. */
  public static List<ReducibleMetric> reducible(DecisionPolicy policy) {
    return names(policy).stream()
        .flatMap(name -> parse(name).stream())
        .filter(ReducibleMetric.class::isInstance)
        .map(ReducibleMetric.class::cast)
        .toList();
  }

  /** The metric of that id; empty if none has it, which must not stop the reading of the log. */
  public static Optional<MetricId> parse(String name) {
    try {
      return Optional.of(MetricId.parse(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
