package io.holdfast.recommender.config;

import io.holdfast.recommender.domain.ScenarioDefaults;
import io.holdfast.recommender.domain.ScenarioSettings;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scenarios as the configuration has them. */
final class ConfiguredScenarios implements ScenarioDefaults {
  private final Map<String, ScenarioSettings> scenarios;

  ConfiguredScenarios(ServingConfig config) {
    this.scenarios =
        config.scenarios().keySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), name -> settings(config.scenarios().get(name))));
  }

  private static ScenarioSettings settings(ServingConfig.ScenarioConfig scenario) {
    return new ScenarioSettings(
        null, null, null, null, null, scenario.limit(), scenario.hideSeen(), null, null, null);
  }

  @Override
  public ScenarioSettings of(String name) {
    return scenarios.getOrDefault(name, ScenarioSettings.STANDARD);
  }

  @Override
  public Set<String> names() {
    return scenarios.keySet();
  }
}
