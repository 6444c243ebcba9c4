package io.holdfast.recommender.strategy;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.core.filter.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The checked parameters of one stage. Immutable. */
final class StageParameters {
  private final Map<String, Object> values;
  private final boolean good;

  private StageParameters(Map<String, Object> values, boolean good) {
    this.values = values;
    this.good = good;
  }

  /**
   * The given values, every other parameter at its default. Names that no parameter has, and values
   * that their parameter does not take, are told.
   *
   * @param violations below the field that holds the parameters
   */
  static StageParameters read(
      List<StageParameter> known, Map<String, Object> given, Violations violations) {
    List<String> names = known.stream().map(StageParameter::name).toList();
    given.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .forEach(name -> violations.add(name, "is unknown; there is " + listed(names)));
    Map<String, Object> values = new HashMap<>();
    boolean good = true;
    for (StageParameter parameter : known) {
      Object value = given.get(parameter.name());
      Object read = value == null ? parameter.standard() : parameter.read(value, violations);
      good &= value == null || read != null;
      values.put(parameter.name(), read);
    }
    return new StageParameters(values, good);
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }

  /** Whether every value is one that its parameter takes. */
  boolean isGood() {
    return good;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  int whole(String name) {
    return (Integer) values.get(name);
  }

  double real(String name) {
    return (Double) values.get(name);
  }

  String text(String name) {
    return (String) values.get(name);
  }

  Filter filter(String name) {
    return (Filter) values.get(name);
  }
}
