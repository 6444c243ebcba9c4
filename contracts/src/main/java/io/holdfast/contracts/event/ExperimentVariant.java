package io.holdfast.contracts.event;

import java.util.Map;

/**
 * One arm of an experiment.
 *
 * @param name its name, unique within the experiment
 * @param weight its share of the exposed users; the weights of an experiment sum to 1
 * @param model the pinned model; null while the experiment is a draft that names a model without
 *     its version
 * @param parameters what else the variant overrides
 * @param value what the experiment's flag gives to the variant's users; null for the variant's name
 */
public record ExperimentVariant(
    String name,
    double weight,
    ModelReference model,
    Map<String, Object> parameters,
    FlagValue value) {
  public ExperimentVariant {
    Bounds.id("variant", name);
    Bounds.finite("weight", weight);
    parameters = Bounds.map("parameters", parameters);
  }

  /** An arm whose flag gives its name. */
  public ExperimentVariant(
      String name, double weight, ModelReference model, Map<String, Object> parameters) {
    this(name, weight, model, parameters, null);
  }
}
