package io.holdfast.recommender.domain;

import java.util.Map;

/**
 * A stage that reorders, thins or adds to a list after retrieval, as a scenario or a variant spells
 * it.
 *
 * @param kind which, for example {@code diversity}
 * @param parameters by name; what is not named has its default
 */
public record StrategySpec(String kind, Map<String, Object> parameters) {
  public StrategySpec {
    parameters = Map.copyOf(parameters);
  }
}
