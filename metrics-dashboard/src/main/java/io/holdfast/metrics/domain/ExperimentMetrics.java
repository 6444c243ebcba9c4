package io.holdfast.metrics.domain;

import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.metrics.domain.Outcomes.DayMetric;
import io.holdfast.stickiness.metric.ActiveDays;
import io.holdfast.stickiness.metric.MetricId;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.holdfast.stickiness.metric.RetentionBracket;
import io.holdfast.stickiness.metric.RetentionOnDay;
import io.holdfast.stickiness.metric.SessionSeconds;
import io.holdfast.stickiness.metric.SessionsPerUser;
import io.holdfast.stickiness.retention.RetentionWindow;
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

  /** Of the reducible ones, those that follow from a user's active days as a curve keeps them. */
  public static List<DayMetric> ofDays(DecisionPolicy policy) {
    return reducible(policy).stream().flatMap(metric -> ofDays(metric).stream()).toList();
  }

  /** Of the reducible ones, those that need the times of a user's interactions. */
  public static List<ReducibleMetric> ofTimes(DecisionPolicy policy) {
    return reducible(policy).stream().filter(metric -> ofDays(metric).isEmpty()).toList();
  }

  private static Optional<DayMetric> ofDays(ReducibleMetric metric) {
    return switch (metric) {
      case RetentionOnDay _, RetentionBracket _ -> ofDays(metric, false);
      case ActiveDays _ -> ofDays(metric, true);
      case SessionSeconds _, SessionsPerUser _ -> Optional.empty();
    };
  }

  private static Optional<DayMetric> ofDays(ReducibleMetric metric, boolean counted) {
    RetentionWindow window = metric.window();
    return window.toDay() > Exposures.CURVE_DAYS
        ? Optional.empty()
        : Optional.of(new DayMetric(metric.id(), window.fromDay(), window.toDay(), counted));
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
