package io.holdfast.recommender.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.problem.Violations;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads the value that a parser stands at, with its type and bounds, and goes on after an error so
 * that all are told at once: the same rules and messages as {@link JsonFields}, without a tree.
 * What is wrong, like null, reads as null or empty. After a call the parser stands at the value's
 * last token. Not thread-safe.
 */
final class JsonTokens {
  private final JsonParser parser;
  private final Supplier<Violations> violations;

  /**
   * Values of one body.
   *
   * @param violations asked for whenever something is wrong, so that a body that is right names no
   *     fields
   */
  JsonTokens(JsonParser parser, Supplier<Violations> violations) {
    this.parser = parser;
    this.violations = violations;
  }

  /** An id: 1 to 256 characters, not blank. */
  String id(String field) throws IOException {
    String id = text(field, Bounds.ID_LENGTH);
    if (id != null && id.isBlank()) {
      violations.get().add(field, "must not be blank");
      return null;
    }
    return id;
  }

  String text(String field, int most) throws IOException {
    if (is(JsonToken.VALUE_NULL)) {
      return null;
    }
    if (!is(JsonToken.VALUE_STRING)) {
      return wrong(field, "must be a string");
    }
    return checkedText(field, parser.getText(), most);
  }

  private String checkedText(String field, String text, int most) {
    if (text.length() <= most && Bounds.isStorable(text)) {
      return text;
    }
    violations.get().length(field, text, most);
    violations.get().check(Bounds.isStorable(text), field, "must be well-formed Unicode text");
    return null;
  }

  Instant instant(String field) throws IOException {
    Instant instant = is(JsonToken.VALUE_STRING) ? InstantText.parse(parser.getText()) : null;
    if (instant == null && !is(JsonToken.VALUE_NULL)) {
      return wrong(field, "must be an ISO-8601 instant, e.g. 2026-11-24T12:00:00Z");
    }
    return instant;
  }

  UUID uuid(String field) throws IOException {
    UUID uuid = is(JsonToken.VALUE_STRING) ? UuidText.parse(parser.getText()) : null;
    if (uuid == null && !is(JsonToken.VALUE_NULL)) {
      return wrong(field, "must be a UUID");
    }
    return uuid;
  }

  Double number(String field) throws IOException {
    if (is(JsonToken.VALUE_NULL)) {
      return null;
    }
    if (!parser.currentToken().isNumeric()) {
      return wrong(field, "must be a number");
    }
    double number = parser.getDoubleValue();
    return Double.isFinite(number) ? (Double) number : wrong(field, "must be a finite number");
  }

  boolean flag(String field, boolean otherwise) throws IOException {
    if (is(JsonToken.VALUE_NULL)) {
      return otherwise;
    }
    if (!parser.currentToken().isBoolean()) {
      wrong(field, "must be true or false");
      return otherwise;
    }
    return is(JsonToken.VALUE_TRUE);
  }

  /** A bounded map of numbers. */
  Map<String, Double> numbers(String field) throws IOException {
    return map(field, this::number);
  }

  /** A bounded map whose values are text, numbers, booleans or arrays of text. */
  Map<String, Object> values(String field) throws IOException {
    return map(field, this::value);
  }

  private Object value(String field) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> text(field, Bounds.MAP_VALUE_LENGTH);
      case VALUE_TRUE, VALUE_FALSE -> is(JsonToken.VALUE_TRUE);
      case VALUE_NUMBER_INT -> isLong() ? (Object) parser.getLongValue() : number(field);
      case VALUE_NUMBER_FLOAT -> number(field);
      case VALUE_NULL -> null;
      case START_ARRAY -> texts(field);
      default -> wrong(field, "must be a string, a number, a boolean or an array of strings");
    };
  }

  private boolean isLong() throws IOException {
    return parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private List<String> texts(String field) throws IOException {
    List<String> texts = new ArrayList<>();
    int count = 0;
    boolean good = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      count++;
      if (count > Bounds.MAP_ENTRIES) {
        parser.skipChildren();
        continue;
      }
      String name = field + "[" + (count - 1) + "]";
      String text =
          is(JsonToken.VALUE_NULL)
              ? wrong(name, "must be a string")
              : text(name, Bounds.MAP_VALUE_LENGTH);
      good &= text != null;
      texts.add(text);
    }
    if (count > Bounds.MAP_ENTRIES) {
      violations
          .get()
          .add(field, "must have at most " + Bounds.MAP_ENTRIES + " elements, has " + count);
    }
    return good ? texts : List.of();
  }

  private interface Value<T> {
    T read(String field) throws IOException;
  }

  private <T> Map<String, T> map(String field, Value<T> value) throws IOException {
    if (is(JsonToken.VALUE_NULL)) {
      return Map.of();
    }
    if (!is(JsonToken.START_OBJECT)) {
      wrong(field, "must be an object");
      return Map.of();
    }
    Map<String, T> map = new LinkedHashMap<>();
    int count = 0;
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      count++;
      if (count > Bounds.MAP_ENTRIES || !isKey(field, key)) {
        parser.skipChildren();
        continue;
      }
      T read = value.read(field + "." + key);
      if (read != null) {
        map.put(key, read);
      }
    }
    if (count > Bounds.MAP_ENTRIES) {
      violations
          .get()
          .add(field, "must have at most " + Bounds.MAP_ENTRIES + " entries, has " + count);
    }
    return map;
  }

  private boolean isKey(String field, String key) {
    if (!key.isEmpty() && key.length() <= Bounds.MAP_KEY_LENGTH && Bounds.isStorable(key)) {
      return true;
    }
    violations.get().add(field, "must have keys of 1 to " + Bounds.MAP_KEY_LENGTH + " characters");
    return false;
  }

  private boolean is(JsonToken token) {
    return parser.hasToken(token);
  }

  private <T> T wrong(String field, String message) throws IOException {
    violations.get().add(field, message);
    parser.skipChildren();
    return null;
  }
}
