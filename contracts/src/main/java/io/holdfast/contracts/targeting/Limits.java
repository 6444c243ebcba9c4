package io.holdfast.contracts.targeting;

import io.holdfast.contracts.problem.FieldError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a condition may be, so that compiling and evaluating one is bounded: at most {@value
 * #DEPTH} levels, {@value #VALUES} values in all, {@value #ELEMENTS} elements in a list and {@value
 * #TEXT} characters in a text or a name.
 */
final class Limits {
  static final int DEPTH = 16;
  static final int VALUES = 5000;
  static final int ELEMENTS = 1000;
  static final int TEXT = 1024;

  private final List<FieldError> errors;
  private int values;

  private Limits(List<FieldError> errors) {
    this.errors = errors;
  }

  /** Adds what goes beyond a limit to the errors; reads on only while nothing does. */
  static void check(String field, Object source, List<FieldError> errors) {
    new Limits(errors).check(field, source, 0);
  }

  /** A copy that cannot be changed, of something within the limits. */
  static Object copy(Object source) {
    return switch (source) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(name, copy(value)));
        yield Collections.unmodifiableMap(copy);
      }
      case List<?> list -> Collections.unmodifiableList(list.stream().map(Limits::copy).toList());
      case null, default -> source;
    };
  }

  private void check(String field, Object value, int depth) {
    values++;
    if (!errors.isEmpty()) {
      return;
    }
    if (values > VALUES) {
      refuse(field, "is one value too many: a condition has at most " + VALUES);
    } else if (depth > DEPTH) {
      refuse(field, "is too deep: a condition has at most " + DEPTH + " levels");
    } else {
      switch (value) {
        case String text -> text(field, text);
        case List<?> list -> elements(field, list, depth);
        case Map<?, ?> map ->
            map.forEach(
                (name, below) -> {
                  text(field, (String) name);
                  check(field + "." + name, below, depth + 1);
                });
        case null, default -> {}
      }
    }
  }

  private void elements(String field, List<?> list, int depth) {
    if (list.size() > ELEMENTS) {
      refuse(field, "must have at most %d elements, has %d".formatted(ELEMENTS, list.size()));
    }
    for (int k = 0; k < list.size() && errors.isEmpty(); k++) {
      check(field + "[" + k + "]", list.get(k), depth + 1);
    }
  }

  private void text(String field, String text) {
    if (text.length() > TEXT) {
      refuse(field, "has a text of more than " + TEXT + " characters");
    } else if (text.indexOf(0) >= 0) {
      refuse(field, "has a text with the character NUL");
    }
  }

  private void refuse(String field, String message) {
    errors.add(new FieldError(field, message));
  }
}
