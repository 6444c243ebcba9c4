package io.holdfast.recommender.testing;

import java.util.Map;

/** Scenarios with strategies, and returns learned all the time. */
public final class StrategiesProfile extends RecommenderProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> config = super.getConfigOverrides();
    config.put("holdfast.strategies.returns.interval", "100ms");
    config.put("holdfast.strategies.returns.poll-interval", "100ms");
    add(config, "promoting", 0, "boost", "filter", "category = 'rare'", "factor", "1000");
    add(config, "promoting", 1, "pin", "position", "1", "item", "odd-19");
    add(config, "promoting", 2, "pin", "position", "3", "filter", "category = 'promoted'");
    add(config, "resting", 0, "fatigue", "times", "2", "days", "7");
    add(config, "trying", 0, "exploration", "method", "thompson", "noise", "2");
    add(config, "trying", 1, "diversity", "lambda", "0.6");
    add(config, "drawing", 0, "exploration", "method", "softmax", "temperature", "0.5");
    add(config, "returning", 0, "return-propensity", "weight", "10");
    return config;
  }

  private static void add(
      Map<String, String> config, String scenario, int at, String kind, String... parameters) {
    String prefix = "holdfast.serving.scenarios.%s.strategies[%d].".formatted(scenario, at);
    config.put(prefix + "kind", kind);
    for (int k = 0; k < parameters.length; k += 2) {
      config.put(prefix + "parameters." + parameters[k], parameters[k + 1]);
    }
  }
}
