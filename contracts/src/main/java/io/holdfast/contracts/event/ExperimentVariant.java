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
 */
public record ExperimentVariant(
    String name, double weight, ModelReference model, Map<String, Object> parameters) {
  public ExperimentVariant {
    Bounds.id("variant", name);
    Bounds.finite("weight", weight);
    parameters = Bounds.map("parameters", parameters);
  }
}
