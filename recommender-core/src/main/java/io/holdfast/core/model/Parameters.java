package io.holdfast.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checked parameter values by name, made by {@link ParameterSchema}. Immutable. */
public final class Parameters {

  private final Map<String, Object> values;

  Parameters(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The whole number {@code name}.
   *
   * @throws IllegalArgumentException if there is no whole number of that name
   */
  public int integer(String name) {
    return value(name, Integer.class);
  }

  /**
   * The real number {@code name}.
   *
   * @throws IllegalArgumentException if there is no real number of that name
   */
  public double real(String name) {
    return value(name, Double.class);
  }

  /**
   * The word {@code name}.
   *
   * @throws IllegalArgumentException if there is no word of that name
   */
  public String choice(String name) {
    return value(name, String.class);
  }

  /**
   * The weights {@code name}, by word, in the order in which they were written.
   *
   * @throws IllegalArgumentException if there are no weights of that name
   */
  public Map<String, Double> weights(String name) {
    return new ParameterSpec.WeightsSpec(name, "").weights(value(name, String.class));
  }

  /** All values by name, in the schema's order; unmodifiable. */
  public Map<String, Object> asMap() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  private <T> T value(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "no %s parameter %s in %s".formatted(type.getSimpleName(), name, values));
    }
    return type.cast(value);
  }
}
