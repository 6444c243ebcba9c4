package io.holdfast.experiment.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The conditions of a list's query, joined by "and". Values are parameters. Not thread-safe. */
final class Filter {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  /** Narrows by a comparison with that value, unless it is null. */
  Filter and(String comparison, Object value) {
    return value == null ? this : where(comparison + " ?", value);
  }

  /** Narrows by a condition, in which each {@code ?} stands for the next value. */
  Filter where(String condition, Object... values) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (int at = 0; at < condition.length(); at++) {
      text.append(condition.charAt(at));
      if (condition.charAt(at) == '?') {
        parameters.add(values[next++]);
        text.append(parameters.size());
      }
    }
    conditions.add(text.toString());
    return this;
  }

  /** All conditions; true for every row if there are none. */
  String text() {
    return conditions.isEmpty()
        ? "1 = 1"
        : conditions.stream().collect(Collectors.joining(") and (", "(", ")"));
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
