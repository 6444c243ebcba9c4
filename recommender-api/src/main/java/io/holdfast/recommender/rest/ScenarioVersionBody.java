package io.holdfast.recommender.rest;

import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioVersion;
import java.time.Instant;

/**
 * A version of a scenario at the wire.
 *
 * @param version which
 * @param deleted whether it gave the scenario back to the configuration
 * @param settings how lists were made, as a PUT takes it; absent if {@code deleted}
 * @param changedAt when it was made
 * @param changedBy the id of the API key that made it
 */
public record ScenarioVersionBody(
    int version, boolean deleted, ScenarioSettings settings, Instant changedAt, String changedBy) {
  static final String EXAMPLE =
      """
      {"version": 2, "deleted": false,
       "settings": {"sources": [{"name": "model", "share": 1.0}], "deny": [], "strategies": [],
         "limit": 20, "hideSeen": true, "fallback": "popular"},
       "changedAt": "2026-11-24T12:00:00Z", "changedBy": "ops"}
      """;

  static ScenarioVersionBody of(ScenarioVersion version) {
    return new ScenarioVersionBody(
        version.version(),
        version.isDeletion(),
        version.settings(),
        version.changedAt(),
        version.changedBy());
  }
}
