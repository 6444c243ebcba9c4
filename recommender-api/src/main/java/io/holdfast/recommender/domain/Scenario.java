package io.holdfast.recommender.domain;

import java.util.List;
import java.util.Objects;

/**
 * A named place of a list, as it is in force.
 *
 * @param name e.g. {@code home}
 * @param version grows with each change of it; {@value #CONFIGURED_VERSION} until the first one
 * @param settings how its lists are made
 */
public record Scenario(String name, int version, ScenarioSettings settings) {
  /** The scenario of a request that names none. */
  public static final String DEFAULT_NAME = "home";

  /** The version of a scenario that nobody has changed: it is as the configuration has it. */
  public static final int CONFIGURED_VERSION = 1;

  public Scenario {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(settings, "settings");
  }

  /** Whether items the user has dealt with stay away; a shop may want repeats. */
  public boolean hideSeen() {
    return settings.hideSeen();
  }

  /** How many items if the request does not say. */
  public int limit() {
    return settings.limit();
  }

  /** What is done to a list after retrieval, in that order. */
  public List<StrategySpec> strategies() {
    return settings.strategies();
  }
}
