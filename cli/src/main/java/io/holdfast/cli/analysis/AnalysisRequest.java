package io.holdfast.cli.analysis;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What to analyse.
 *
 * @param data the table
 * @param unit the column of the unit that was split, such as a user
 * @param variant the column of its variant
 * @param control the variant that the others are compared with
 * @param metrics at least one, all different
 * @param winsorized the quantile that larger values of units are pulled in to, in means and ratios;
 *     empty for none
 * @param prior the standard deviation of a normal prior around 0 of the relative lift; empty for a
 *     flat prior
 * @param covariate a column that was measured before the experiment, for CUPED; null for none
 * @param expected the weight of each variant; empty for equal ones
 * @param plannedUsers N* of the always-valid intervals
 */
public record AnalysisRequest(
    Path data,
    String unit,
    String variant,
    String control,
    List<MetricDefinition> metrics,
    OptionalDouble winsorized,
    OptionalDouble prior,
    String covariate,
    Map<String, Double> expected,
    long plannedUsers) {

  /** N* where none was planned: a constant, so that a file that grows is analysed by the same. */
  public static final long ASSUMED_PLANNED_USERS = 5_000;

  /** α of all intervals. */
  public static final double ALPHA = 0.05;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no metric, one twice, a prior without a positive
   *     standard deviation, a quantile outside of (0, 1), a weight that is negative or not finite,
   *     or fewer than 1 planned users
   */
  public AnalysisRequest {
    metrics = List.copyOf(metrics);
    expected = Map.copyOf(expected);
    if (metrics.isEmpty() || new HashSet<>(metrics).size() < metrics.size()) {
      throw new IllegalArgumentException("metrics: at least one, and each of them once");
    }
    winsorized.ifPresent(
        probability -> {
          if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                "winsorize: a quantile between 0 and 1, such as 0.99, was " + probability);
          }
        });
    prior.ifPresent(
        deviation -> {
          if (!(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(
                "prior: a standard deviation above 0, such as 0.3, was " + deviation);
          }
        });
    expected.forEach(
        (name, weight) -> {
          if (!(weight >= 0) || weight.isInfinite()) {
            throw new IllegalArgumentException(
                "the expected weight of %s is %s".formatted(name, weight));
          }
        });
    if (plannedUsers < 1) {
      throw new IllegalArgumentException("planned users: at least 1, was " + plannedUsers);
    }
  }
}
