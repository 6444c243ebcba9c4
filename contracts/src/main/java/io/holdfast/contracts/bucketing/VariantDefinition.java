package io.holdfast.contracts.bucketing;

import io.holdfast.contracts.event.FlagValue;
import io.holdfast.contracts.event.ModelReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One arm of a running experiment.
 *
 * @param name unique within the experiment
 * @param weight its share, 0 to 1
 * @param model the pinned model; null if the variant leaves the active model in place
 * @param parameters what else the variant overrides
 * @param value what the experiment's flag gives to the variant's users; null for the variant's name
 */
public record VariantDefinition(
    String name,
    double weight,
    ModelReference model,
    Map<String, Object> parameters,
    FlagValue value) {
  public VariantDefinition {
    Objects.requireNonNull(name, "name");
    if (!(0 <= weight && weight <= 1)) {
      throw new IllegalArgumentException("a weight must lie in [0, 1], was " + weight);
    }
    parameters =
        parameters == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** An arm whose flag gives its name. */
  public VariantDefinition(
      String name, double weight, ModelReference model, Map<String, Object> parameters) {
    this(name, weight, model, parameters, null);
  }
}
