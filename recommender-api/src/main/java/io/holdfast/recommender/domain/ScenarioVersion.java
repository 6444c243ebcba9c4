package io.holdfast.recommender.domain;

import java.time.Instant;

/**
 * What a change made of a scenario.
 *
 * @param name which scenario
 * @param version grows by one with each change, and goes on after a deletion
 * @param settings how its lists are made; null if it was deleted, and the configuration holds
 * @param changedAt when
 * @param changedBy the id of the API key that asked for it
 */
public record ScenarioVersion(
    String name, int version, ScenarioSettings settings, Instant changedAt, String changedBy) {

  /** Whether the change gave the scenario back to the configuration. */
  public boolean isDeletion() {
    return settings == null;
  }
}
