package io.holdfast.core.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Every metric of every user that was asked about; what means, intervals and paired comparisons are
 * made of. Immutable.
 */
public final class UserMetrics {

  private final int[] users;
  private final Map<String, double[]> values;

  UserMetrics(int[] users, Map<String, double[]> values) {
    this.users = users;
    this.values = new LinkedHashMap<>(values);
  }

  /** The users' indices in the log, ascending; a copy. */
  public int[] users() {
    return users.clone();
  }

  /** How many users were asked about. */
  public int size() {
    return users.length;
  }

  /** The metrics' names, in the order of a report; unmodifiable. */
  public Set<String> metrics() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /**
   * The metric's value of each user, in the order of {@link #users}; a copy.
   *
   * @throws IllegalArgumentException if the metric was not computed
   */
  public double[] values(String metric) {
    double[] column = values.get(metric);
    if (column == null) {
      throw new IllegalArgumentException("no metric " + metric + " in " + values.keySet());
    }
    return column.clone();
  }
}
