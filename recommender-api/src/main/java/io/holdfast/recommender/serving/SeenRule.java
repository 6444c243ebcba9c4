package io.holdfast.recommender.serving;

import io.holdfast.recommender.domain.ScenarioSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Which interactions make an item seen.
 *
 * @param types those of these types
 * @param since and not before this moment, in seconds since the epoch
 */
record SeenRule(Collection<String> types, long since) {
  /** Nothing is ever seen. */
  static final SeenRule NOTHING = new SeenRule(List.of(), Long.MAX_VALUE);

  /** The rule of a scenario, or the service's where the scenario has none of its own. */
  static SeenRule of(ScenarioSettings scenario, ServingSettings service, Instant at) {
    return new SeenRule(
        scenario.seenTypes() == null ? service.seenTypes() : scenario.seenTypes(),
        scenario.seenDays() == null
            ? Long.MIN_VALUE
            : at.minus(Duration.ofDays(scenario.seenDays())).getEpochSecond());
  }

  /** Whether an interaction of that type, at that moment, makes its item seen. */
  boolean counts(String type, long epochSecond) {
    return epochSecond >= since && types.contains(type);
  }
}
