package io.holdfast.recommender.scenario;

import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioVersion;

/**
 * A scenario as whoever edits it sees it.
 *
 * @param name which
 * @param last the last stored version; null if nobody has changed it
 * @param settings how its lists are made: that version's, or the configuration's
 */
public record StandingScenario(String name, ScenarioVersion last, ScenarioSettings settings) {

  /** The version that served lists name. */
  public int version() {
    return last == null ? Scenario.CONFIGURED_VERSION : last.version();
  }

  /** Whether its settings are the configuration's. */
  public boolean isConfigured() {
    return last == null || last.isDeletion();
  }
}
