package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.FlagValue;
import java.util.Map;
import java.util.Objects;

/**
 * One arm of an experiment.
 *
 * @param name unique within the experiment
 * @param weight its share of the users that take part; all weights sum to 1
 * @param model what serves its users
 * @param parameters what else it overrides, as the serving strategy reads it
 * @param value what the experiment's flag gives to its users; null for its name
 */
public record Variant(
    String name,
    double weight,
    ModelChoice model,
    Map<String, Object> parameters,
    FlagValue value) {
  public Variant {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    parameters = Map.copyOf(parameters);
  }

  /** The same arm with that weight. */
  public Variant withWeight(double changed) {
    return new Variant(name, changed, model, parameters, value);
  }

  /** The same arm with that model. */
  public Variant withModel(ModelChoice choice) {
    return new Variant(name, weight, choice, parameters, value);
  }
}
