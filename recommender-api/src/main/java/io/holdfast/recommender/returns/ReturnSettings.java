package io.holdfast.recommender.returns;

import java.time.Duration;
import java.util.Set;

/**
 * How returns are learned.
 *
 * @param consumption interactions of these types are consumption
 * @param window how far back consumption counts
 * @param lateness how late an interaction may reach the log
 * @param interval how often it is counted, by one replica
 * @param pollInterval how often every replica looks for new estimates
 */
public record ReturnSettings(
    Set<String> consumption,
    Duration window,
    Duration lateness,
    Duration interval,
    Duration pollInterval) {
  public ReturnSettings {
    consumption = Set.copyOf(consumption);
  }
}
