package io.holdfast.recommender.config;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.Scenarios;
import io.holdfast.recommender.domain.StrategySpec;
import io.holdfast.recommender.strategy.Strategies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scenarios as the configuration has them, all in their first version. Strategies that are wrong
 * fail the start.
 */
final class ConfiguredScenarios implements Scenarios {
  private static final int VERSION = 1;
  private static final boolean HIDE_SEEN = true;
  private static final int LIMIT = 10;

  private final Map<String, Scenario> scenarios = new HashMap<>();

  ConfiguredScenarios(ServingConfig config) {
    config.scenarios().forEach((name, scenario) -> scenarios.put(name, scenario(name, scenario)));
  }

  private static Scenario scenario(String name, ServingConfig.ScenarioConfig config) {
    List<StrategySpec> strategies =
        config.strategies().stream()
            .map(spec -> new StrategySpec(spec.kind(), Map.copyOf(spec.parameters())))
            .toList();
    Violations violations = new Violations();
    Strategies.check(strategies, "holdfast.serving.scenarios." + name + ".strategies", violations);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(violations.errors().toString());
    }
    return new Scenario(name, VERSION, config.hideSeen(), config.limit(), strategies);
  }

  @Override
  public Scenario named(String name) {
    Scenario scenario = scenarios.get(name);
    return scenario == null ? new Scenario(name, VERSION, HIDE_SEEN, LIMIT, List.of()) : scenario;
  }
}
