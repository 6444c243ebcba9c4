package io.holdfast.recommender.config;

import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.Scenarios;
import java.util.List;
import java.util.Map;

/** Scenarios as the configuration has them, all in their first version. */
final class ConfiguredScenarios implements Scenarios {
  private static final int VERSION = 1;
  private static final boolean HIDE_SEEN = true;
  private static final int LIMIT = 10;

  private final Map<String, ServingConfig.ScenarioConfig> scenarios;

  ConfiguredScenarios(ServingConfig config) {
    this.scenarios = Map.copyOf(config.scenarios());
  }

  @Override
  public Scenario named(String name) {
    ServingConfig.ScenarioConfig scenario = scenarios.get(name);
    return scenario == null
        ? new Scenario(name, VERSION, HIDE_SEEN, LIMIT, List.of())
        : new Scenario(name, VERSION, scenario.hideSeen(), scenario.limit(), List.of());
  }
}
