package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.Violations;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object, each with its type and bounds, and goes on after an error so
 * that all are told at once. What is wrong reads as null or empty. Fields that nobody asks for are
 * ignored: clients may be newer than the service. Not thread-safe.
 */
final class JsonFields {
  private final JsonNode object;
  private final Violations violations;

  JsonFields(JsonNode object, Violations violations) {
    this.object = object;
    this.violations = violations;
  }

  /** Whether the field is there and not null. */
  boolean has(String field) {
    return object.hasNonNull(field);
  }

  Violations violations() {
    return violations;
  }

  /** An id: 1 to 256 characters, not blank. */
  String id(String field) {
    String id = text(field, Bounds.ID_LENGTH);
    if (id != null && id.isBlank()) {
      violations.add(field, "must not be blank");
      return null;
    }
    return id;
  }

  String requiredId(String field) {
    if (!has(field)) {
      violations.required(field, null);
      return null;
    }
    return id(field);
  }

  String text(String field, int most) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return null;
    }
    if (!node.isTextual()) {
      violations.add(field, "must be a string");
      return null;
    }
    return checkedText(field, node.textValue(), most);
  }

  private String checkedText(String field, String text, int most) {
    boolean fits = violations.length(field, text, most);
    boolean storable =
        violations.check(Texts.isStorable(text), field, "must be well-formed Unicode text");
    return fits && storable ? text : null;
  }

  Instant instant(String field) {
    return parsed(field, Instant::parse, "must be an ISO-8601 instant, e.g. 2026-11-24T12:00:00Z");
  }

  UUID uuid(String field) {
    return parsed(
        field,
        text -> {
          UUID id = UUID.fromString(text);
          if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
          }
          return id;
        },
        "must be a UUID");
  }

  ModelReference model(String field) {
    return parsed(field, ModelReference::parse, "must be name@version");
  }

  private <T> T parsed(String field, Function<String, T> parser, String message) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return null;
    }
    try {
      if (node.isTextual()) {
        return parser.apply(node.textValue());
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      // Told below.
    }
    violations.add(field, message);
    return null;
  }

  Double number(String field) {
    JsonNode node = object.get(field);
    return isAbsent(node) ? null : checkedNumber(field, node);
  }

  private Double checkedNumber(String field, JsonNode node) {
    if (!node.isNumber()) {
      violations.add(field, "must be a number");
      return null;
    }
    Double number = node.doubleValue();
    return violations.finite(field, number) ? number : null;
  }

  Integer integer(String field, int least, int most) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return null;
    }
    if (!node.isIntegralNumber()) {
      violations.add(field, "must be a whole number");
      return null;
    }
    return violations.range(field, node.doubleValue(), least, most) ? node.intValue() : null;
  }

  boolean flag(String field, boolean otherwise) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      violations.add(field, "must be true or false");
      return otherwise;
    }
    return node.booleanValue();
  }

  List<String> texts(String field, int most, int longest) {
    JsonNode node = object.get(field);
    return isAbsent(node) ? List.of() : texts(field, node, most, longest);
  }

  private List<String> texts(String field, JsonNode node, int most, int longest) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(field, node, most)) {
      String name = field + "[" + texts.size() + "]";
      if (element.isTextual()) {
        texts.add(checkedText(name, element.textValue(), longest));
      } else {
        violations.add(name, "must be a string");
        texts.add(null);
      }
    }
    return texts.contains(null) ? List.of() : texts;
  }

  /** Whether the field is an array without an element. */
  boolean isEmptyArray(String field) {
    JsonNode node = object.get(field);
    return node != null && node.isArray() && node.isEmpty();
  }

  /** The array's elements; none if it is no array, or has too many. */
  Iterable<JsonNode> elements(String field, int most) {
    JsonNode node = object.get(field);
    return isAbsent(node) ? List.of() : elements(field, node, most);
  }

  private Iterable<JsonNode> elements(String field, JsonNode node, int most) {
    if (!node.isArray()) {
      violations.add(field, "must be an array");
      return List.of();
    }
    if (node.size() > most) {
      violations.add(field, "must have at most " + most + " elements, has " + node.size());
      return List.of();
    }
    return node;
  }

  /** A bounded map whose values are text, numbers, booleans or arrays of text. */
  Map<String, Object> values(String field) {
    return map(field, this::value);
  }

  private Object value(String field, JsonNode node) {
    if (node.isTextual()) {
      return checkedText(field, node.textValue(), Bounds.MAP_VALUE_LENGTH);
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isArray()) {
      return texts(field, node, Bounds.MAP_ENTRIES, Bounds.MAP_VALUE_LENGTH);
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return checkedNumber(field, node);
    }
    violations.add(field, "must be a string, a number, a boolean or an array of strings");
    return null;
  }

  /** A bounded map of text. */
  Map<String, String> textsByName(String field, int longest) {
    return map(
        field,
        (name, node) -> {
          if (node.isTextual()) {
            return checkedText(name, node.textValue(), longest);
          }
          violations.add(name, "must be a string");
          return null;
        });
  }

  /** A bounded map of numbers. */
  Map<String, Double> numbers(String field) {
    return map(field, this::checkedNumber);
  }

  /** A bounded map of vectors. */
  Map<String, List<Float>> vectors(String field, int longest) {
    return map(
        field,
        (name, node) -> {
          List<Float> vector = new ArrayList<>();
          for (JsonNode element : elements(name, node, longest)) {
            Double number = checkedNumber(name + "[" + vector.size() + "]", element);
            vector.add(number == null ? 0f : number.floatValue());
          }
          return vector;
        });
  }

  private interface Value<T> {
    T read(String field, JsonNode node);
  }

  private <T> Map<String, T> map(String field, Value<T> value) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return Map.of();
    }
    if (!node.isObject()) {
      violations.add(field, "must be an object");
      return Map.of();
    }
    if (node.size() > Bounds.MAP_ENTRIES) {
      violations.add(
          field, "must have at most " + Bounds.MAP_ENTRIES + " entries, has " + node.size());
      return Map.of();
    }
    Map<String, T> map = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              boolean good =
                  violations.check(
                      !key.isEmpty()
                          && key.length() <= Bounds.MAP_KEY_LENGTH
                          && Texts.isStorable(key),
                      field,
                      "must have keys of 1 to " + Bounds.MAP_KEY_LENGTH + " characters");
              if (good && !entry.getValue().isNull()) {
                T read = value.read(field + "." + key, entry.getValue());
                if (read != null) {
                  map.put(key, read);
                }
              }
            });
    return map;
  }

  private static boolean isAbsent(JsonNode node) {
    return node == null || node.isNull();
  }
}
