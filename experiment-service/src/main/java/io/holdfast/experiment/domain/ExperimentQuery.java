package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.ExperimentState;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Which experiments are wanted; what is null does not narrow them.
 *
 * @param states in one of those
 * @param scenario of that scenario
 * @param nameContains whose name contains that, upper and lower case alike
 * @param order by what they are sorted
 * @param descending in which direction
 * @param past only those beyond that place; null for the first page
 * @param limit at most so many
 */
public record ExperimentQuery(
    Set<ExperimentState> states,
    String scenario,
    String nameContains,
    ExperimentOrder order,
    boolean descending,
    Place past,
    int limit) {
  public ExperimentQuery {
    states = Set.copyOf(states);
    Objects.requireNonNull(order, "order");
  }

  /**
   * A place in the order.
   *
   * @param time the time of the experiment there; null by key, or if it has none
   * @param key its key
   */
  public record Place(Instant time, String key) {
    public Place {
      Objects.requireNonNull(key, "key");
    }
  }
}
