package io.holdfast.core.artifact;

import java.util.Map;

/**
 * The result of one offline evaluation, as a manifest keeps it.
 *
 * @param protocol the protocol's name, for example {@code temporal}
 * @param stage {@code test} or {@code validation}
 * @param seen {@code mask} or {@code keep}
 * @param users how many users the means are over
 * @param metrics metric name, for example {@code ndcg@10}, to mean over users
 * @param confidence95 metric name to its 95 % interval
 */
public record OfflineMetrics(
    String protocol,
    String stage,
    String seen,
    int users,
    Map<String, Double> metrics,
    Map<String, Interval> confidence95) {

  /** Copies the maps. */
  public OfflineMetrics {
    metrics = Map.copyOf(metrics);
    confidence95 = Map.copyOf(confidence95);
  }
}
