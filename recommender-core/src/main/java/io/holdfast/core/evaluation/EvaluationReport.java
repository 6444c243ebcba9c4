package io.holdfast.core.evaluation;

import io.holdfast.core.artifact.Interval;
import io.holdfast.core.artifact.OfflineMetrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an evaluation found: everything {@code evaluate --json} prints, and each user's values.
 *
 * @param model the kind's name
 * @param parameters the parameters it was trained with, those filled in that were left to the data
 * @param seed the seed it was trained with
 * @param protocol the protocol's name
 * @param stage test or validation
 * @param seen what happened to items of the history
 * @param dataset the size of the whole log
 * @param metrics metric name to mean over users
 * @param confidence95 metric name to the mean's 95 % bootstrap interval
 * @param droppedTargets targets dropped because the history held them
 * @param droppedUsers users who had no target left, and count in no mean
 * @param seconds how long it took
 * @param backend the linear algebra's name
 * @param perUser every metric of every user
 */
public record EvaluationReport(
    String model,
    Map<String, Object> parameters,
    long seed,
    String protocol,
    Stage stage,
    SeenItems seen,
    Dataset dataset,
    Map<String, Double> metrics,
    Map<String, Interval> confidence95,
    int droppedTargets,
    int droppedUsers,
    Seconds seconds,
    String backend,
    UserMetrics perUser) {

  /** Copies the maps, keeping their order. */
  public EvaluationReport {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    confidence95 = Collections.unmodifiableMap(new LinkedHashMap<>(confidence95));
  }

  /**
   * The size of a log.
   *
   * @param users how many users
   * @param items how many items
   * @param interactions how many interactions
   */
  public record Dataset(int users, int items, int interactions) {}

  /**
   * Wall-clock seconds.
   *
   * @param train of training
   * @param evaluate of ranking
   */
  public record Seconds(double train, double evaluate) {}

  /**
   * The metric's mean over users.
   *
   * @throws IllegalArgumentException if it was not computed
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no metric " + name + " in " + metrics.keySet());
    }
    return value;
  }

  /** What a manifest keeps of this. */
  public OfflineMetrics toOfflineMetrics() {
    return new OfflineMetrics(
        protocol, stage.label(), seen.label(), perUser.size(), metrics, confidence95);
  }
}
