package io.holdfast.recommender.config;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.ScenarioDefaults;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.StrategySpec;
import io.holdfast.recommender.strategy.Strategies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scenarios as the configuration has them. Strategies that are wrong fail the start. */
final class ConfiguredScenarios implements ScenarioDefaults {
  private final Map<String, ScenarioSettings> scenarios = new HashMap<>();

  ConfiguredScenarios(ServingConfig config) {
    config.scenarios().forEach((name, scenario) -> scenarios.put(name, settings(name, scenario)));
  }

  private static ScenarioSettings settings(String name, ServingConfig.ScenarioConfig scenario) {
    return new ScenarioSettings(
        null,
        null,
        null,
        null,
        strategies(name, scenario),
        scenario.limit(),
        scenario.hideSeen(),
        null,
        null,
        null);
  }

  private static List<StrategySpec> strategies(String name, ServingConfig.ScenarioConfig scenario) {
    List<StrategySpec> strategies =
        scenario.strategies().stream()
            .map(spec -> new StrategySpec(spec.kind(), Map.copyOf(spec.parameters())))
            .toList();
    Violations violations = new Violations();
    Strategies.check(strategies, "holdfast.serving.scenarios." + name + ".strategies", violations);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(violations.errors().toString());
    }
    return strategies;
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
