package io.holdfast.contracts.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a feature flag gives to those who ask for it: any JSON value but {@code null}. Null may
 * stand inside of an object or array. Immutable and thread-safe; two are equal if their JSON is.
 *
 * @param json JSON as Java reads it: text, a number, a boolean, a list or a map
 */
public record FlagValue(Object json) {
  /** How many objects and arrays may stand one in another. */
  public static final int MOST_LEVELS = 8;

  /** How many values there may be in all, objects and arrays among them. */
  public static final int MOST_VALUES = 1_000;

  /** How many UTF-16 units text and names may have, all together. */
  public static final int MOST_TEXT = 16_384;

  /**
   * Copies the value.
   *
   * @throws IllegalArgumentException if it is no JSON or larger than it may be
   */
  public FlagValue {
    Objects.requireNonNull(json, "json");
    check("value", json)
        .forEach(
            (field, message) -> {
              throw new IllegalArgumentException(field + " " + message);
            });
    json = copy(json);
  }

  /**
   * What is wrong with a value, by the place in it; empty if nothing is.
   *
   * @param field the field that holds it, with which each place begins
   */
  public static Map<String, String> check(String field, Object json) {
    Measure measure = new Measure(field);
    measure.visit(field, json, 0);
    return measure.errors();
  }

  private static Object copy(Object json) {
    return switch (json) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, copy(value)));
        yield Collections.unmodifiableMap(copy);
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(element -> copy.add(copy(element)));
        yield Collections.unmodifiableList(copy);
      }
      case null -> null;
      default -> json;
    };
  }

  /** Walks through a value, no further than it may reach. */
  private static final class Measure {
    private final String field;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private int values;
    private long text;

    Measure(String field) {
      this.field = field;
    }

    Map<String, String> errors() {
      if (values > MOST_VALUES) {
        errors.putIfAbsent(field, "must have at most " + MOST_VALUES + " values in it");
      }
      if (text > MOST_TEXT) {
        errors.putIfAbsent(field, "must have at most " + MOST_TEXT + " characters of text");
      }
      return Collections.unmodifiableMap(errors);
    }

    void visit(String path, Object json, int level) {
      values++;
      if (values > MOST_VALUES) {
        return;
      }
      switch (json) {
        case Map<?, ?> map when entered(path, level) ->
            map.forEach(
                (name, value) -> {
                  String below = path + "." + name;
                  if (name instanceof String known) {
                    text(below, known);
                    visit(below, value, level + 1);
                  } else {
                    errors.putIfAbsent(below, "must have text as its name");
                  }
                });
        case List<?> list when entered(path, level) -> {
          for (int k = 0; k < list.size(); k++) {
            visit(path + "[" + k + "]", list.get(k), level + 1);
          }
        }
        case String value -> text(path, value);
        case Number number when !Double.isFinite(number.doubleValue()) ->
            errors.putIfAbsent(path, "must be a number that a double can hold");
        case Number number -> {}
        case Boolean truth -> {}
        case Map<?, ?> tooDeep -> {}
        case List<?> tooDeep -> {}
        case null -> {}
        default -> errors.putIfAbsent(path, "must be JSON, was " + json.getClass());
      }
    }

    private boolean entered(String path, int level) {
      if (level < MOST_LEVELS) {
        return true;
      }
      errors.putIfAbsent(path, "must be at most " + MOST_LEVELS + " levels deep");
      return false;
    }

    private void text(String path, String value) {
      text += value.length();
      try {
        Bounds.storable(path, value);
      } catch (IllegalArgumentException e) {
        errors.putIfAbsent(path, "must be text without NUL and half surrogate pairs");
      }
    }
  }
}
