package io.holdfast.recommender.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.StrategySpec;
import io.holdfast.recommender.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The strategies of a scenario, each {@code {"kind": …, "parameters": {…}}}. Stateless. */
final class StrategiesReader {
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
  private static final String FIELD = "strategies";
  private static final int LONGEST_PARAMETERS = 16_384;

  private StrategiesReader() {}

  /** Those that are told; none if anything is wrong with one. */
  static List<StrategySpec> read(JsonFields fields, Violations violations) {
    List<StrategySpec> specs = new ArrayList<>();
    for (JsonNode element : fields.elements(FIELD, Strategies.MOST)) {
      String name = FIELD + "[" + specs.size() + "]";
      if (element.isObject()) {
        specs.add(strategy(new JsonFields(element, violations.below(name)), element));
      } else {
        violations.add(name, "must be an object with kind and parameters");
        specs.add(null);
      }
    }
    if (specs.contains(null)) {
      return List.of();
    }
    Strategies.check(specs, FIELD, violations);
    return specs;
  }

  private static StrategySpec strategy(JsonFields fields, JsonNode element) {
    Violations violations = fields.violations();
    String kind = fields.text("kind", Bounds.ID_LENGTH);
    boolean good = violations.required("kind", kind);
    JsonNode parameters = element.path("parameters");
    if (parameters.isMissingNode() || parameters.isNull()) {
      return good ? new StrategySpec(kind, Map.of()) : null;
    }
    good &= violations.check(parameters.isObject(), "parameters", "must be an object");
    good &=
        violations.check(
            parameters.toString().length() <= LONGEST_PARAMETERS,
            "parameters",
            "must have at most " + LONGEST_PARAMETERS + " characters as JSON");
    Map<String, Object> values =
        parameters.isObject() ? Json.mapper().convertValue(parameters, VALUES) : Map.of();
    good &=
        violations.check(
            values.values().stream().noneMatch(Objects::isNull),
            "parameters",
            "must have no null values: leave the entry out");
    return good ? new StrategySpec(kind, values) : null;
  }
}
