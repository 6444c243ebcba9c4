package io.holdfast.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters that a model kind takes. Immutable and thread-safe.
 *
 * @param specs each parameter, in the order in which people should read them
 */
public record ParameterSchema(List<ParameterSpec> specs) {

  /** Copies the list. */
  public ParameterSchema {
    specs = List.copyOf(specs);
  }

  /** A schema of these parameters. */
  public static ParameterSchema of(ParameterSpec... specs) {
    return new ParameterSchema(List.of(specs));
  }

  /** Every parameter at its default. */
  public Parameters defaults() {
    return parse(Map.of());
  }

  /**
   * The given values, every other parameter at its default. Values may be of the parameter's type,
   * as a manifest holds them, or text, as a command line does.
   *
   * @throws IllegalArgumentException if a name is unknown (the message lists the known ones) or a
   *     value is not in its parameter's range
   */
  public Parameters parse(Map<String, ?> given) {
    for (String name : given.keySet()) {
      if (specs.stream().noneMatch(spec -> spec.name().equals(name))) {
        throw new IllegalArgumentException(
            "unknown parameter %s; there is %s".formatted(name, names()));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      Object value = given.get(spec.name());
      values.put(spec.name(), value == null ? spec.defaultValue() : spec.parse(value.toString()));
    }
    return new Parameters(values);
  }

  private String names() {
    return specs.isEmpty()
        ? "none"
        : specs.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }
}
