package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.ActivityTimes;
import io.holdfast.metrics.domain.Outcomes.Due;
import io.holdfast.metrics.domain.UserSpan;
import io.holdfast.stickiness.metric.MetricId;
import io.holdfast.stickiness.metric.Outcome;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes outcomes from what users did inside the metrics' windows. */
final class TakeOutcomes {

  /** The outcome of one due. */
  record Valued(Due due, ReducibleMetric metric, Outcome outcome) {}

  private record Anchor(long userNumber, Instant firstExposedAt) {}

  private final ActivityTimes times;

  TakeOutcomes(ActivityTimes times) {
    this.times = times;
  }

  /** The outcomes, from what the log held up to a position; one read a user. */
  Uni<List<Valued>> take(List<Due> dues, long position) {
    Map<Anchor, List<Due>> byAnchor = new LinkedHashMap<>();
    dues.forEach(
        due ->
            byAnchor
                .computeIfAbsent(
                    new Anchor(due.userNumber(), due.firstExposedAt()), _ -> new ArrayList<>())
                .add(due));
    List<UserSpan> spans =
        byAnchor.entrySet().stream().map(entry -> span(entry.getKey(), entry.getValue())).toList();
    return times
        .within(spans, position)
        .map(
            found -> {
              List<Valued> valued = new ArrayList<>(dues.size());
              int row = 0;
              for (Map.Entry<Anchor, List<Due>> entry : byAnchor.entrySet()) {
                UserActivity activity =
                    new UserActivity(entry.getKey().firstExposedAt(), found.get(row++));
                entry.getValue().forEach(due -> valued.add(value(due, activity)));
              }
              return valued;
            });
  }

  private static Valued value(Due due, UserActivity activity) {
    ReducibleMetric metric = metric(due);
    return new Valued(due, metric, metric.outcome(activity));
  }

  private static ReducibleMetric metric(Due due) {
    return (ReducibleMetric) MetricId.parse(due.metric());
  }

  /** The smallest span that holds the windows of all the user's metrics. */
  private static UserSpan span(Anchor anchor, List<Due> dues) {
    int from = Integer.MAX_VALUE;
    int to = 0;
    for (Due due : dues) {
      RetentionWindow window = metric(due).window();
      from = Math.min(from, window.fromDay());
      to = Math.max(to, window.toDay());
    }
    RetentionWindow all = RetentionWindow.bracket(from, to);
    return new UserSpan(
        anchor.userNumber(),
        all.opensAt(anchor.firstExposedAt()),
        all.maturedAt(anchor.firstExposedAt()));
  }
}
