package io.holdfast.contracts.targeting;

import io.holdfast.contracts.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes tests of a condition's JSON, which is within the {@link Limits}. What it does not
 * understand becomes {@link ValueTest#NEVER} and an error. For one condition; not thread-safe.
 */
final class Compiler {
  private final Map<String, List<Object>> groups;
  private final List<FieldError> errors;

  /**
   * A compiler.
   *
   * @param groups the values of each group by its name
   * @param errors what is wrong is added to them
   */
  Compiler(Map<String, List<Object>> groups, List<FieldError> errors) {
    this.groups = groups;
    this.errors = errors;
  }

  /** The test of a map of attributes: {@code evalCondition}. */
  ValueTest object(String field, Map<?, ?> source) {
    List<ValueTest> tests = new ArrayList<>();
    source.forEach((name, operand) -> tests.add(entry(field, (String) name, operand)));
    return Logic.all(tests);
  }

  private ValueTest entry(String field, String name, Object operand) {
    String at = field + "." + name;
    return switch (name) {
      case "$and" -> Logic.all(conditions(at, operand));
      case "$or" -> Logic.any(conditions(at, operand));
      case "$nor" -> new Logic.Not(Logic.any(conditions(at, operand)));
      case "$not" ->
          operand instanceof Map<?, ?> map
              ? new Logic.Not(object(at, map))
              : refuse(at, "must be a condition");
      default -> {
        if (name.startsWith("$")) {
          refuse(at, "is no operator for conditions: $and, $or, $nor and $not are");
        }
        yield new Logic.At(name.split("\\.", -1), value(at, operand, false));
      }
    };
  }

  private List<ValueTest> conditions(String field, Object operand) {
    if (!(operand instanceof List<?> list)) {
      return List.of(refuse(field, "must be a list of conditions"));
    }
    List<ValueTest> tests = new ArrayList<>();
    for (int k = 0; k < list.size(); k++) {
      String at = field + "[" + k + "]";
      tests.add(
          list.get(k) instanceof Map<?, ?> map
              ? object(at, map)
              : refuse(at, "must be a condition"));
    }
    return tests;
  }

  /** The test of one value: {@code evalConditionValue}. */
  private ValueTest value(String field, Object operand, boolean ignoreCase) {
    if (!(operand instanceof Map<?, ?> map) || !hasOperator(map)) {
      refuseNull(field, operand);
      return Equality.loose(operand, ignoreCase);
    }
    if (!hasOnlyOperators(map)) {
      refuse(field, "must have either operators, which begin with $, or none");
      return Equality.loose(operand, ignoreCase);
    }
    List<ValueTest> tests = new ArrayList<>();
    map.forEach(
        (name, constant) -> tests.add(operator(field + "." + name, (String) name, constant)));
    return Logic.all(tests);
  }

  private static boolean hasOperator(Map<?, ?> map) {
    return map.keySet().stream().anyMatch(name -> ((String) name).startsWith("$"));
  }

  private static boolean hasOnlyOperators(Map<?, ?> map) {
    return map.keySet().stream().allMatch(name -> ((String) name).startsWith("$"));
  }

  private ValueTest operator(String at, String name, Object operand) {
    return switch (name) {
      case "$eq" -> same(at, operand);
      case "$ne" -> new Logic.Not(same(at, operand));
      case "$lt" -> order(at, Relation.LESS, operand);
      case "$lte" -> order(at, Relation.LESS_OR_EQUAL, operand);
      case "$gt" -> order(at, Relation.GREATER, operand);
      case "$gte" -> order(at, Relation.GREATER_OR_EQUAL, operand);
      case "$veq" -> version(at, Relation.EQUAL, operand);
      case "$vne" -> version(at, Relation.NOT_EQUAL, operand);
      case "$vlt" -> version(at, Relation.LESS, operand);
      case "$vlte" -> version(at, Relation.LESS_OR_EQUAL, operand);
      case "$vgt" -> version(at, Relation.GREATER, operand);
      case "$vgte" -> version(at, Relation.GREATER_OR_EQUAL, operand);
      case "$in" -> oneOf(at, operand, false, true);
      case "$nin" -> oneOf(at, operand, false, false);
      case "$ini" -> oneOf(at, operand, true, true);
      case "$nini" -> oneOf(at, operand, true, false);
      case "$inGroup" -> group(at, operand);
      case "$notInGroup" -> new Logic.Not(group(at, operand));
      case "$all" -> hasAll(at, operand, false);
      case "$alli" -> hasAll(at, operand, true);
      case "$elemMatch" -> element(at, operand);
      case "$size" -> new Membership.HasSize(value(at, operand, false));
      case "$regex" -> pattern(at, operand, false);
      case "$regexi" -> pattern(at, operand, true);
      case "$exists" -> exists(at, operand);
      case "$type" -> type(at, operand);
      case "$not" -> new Logic.Not(value(at, operand, false));
      default -> refuse(at, "is no operator");
    };
  }

  private ValueTest same(String at, Object operand) {
    refuseNull(at, operand);
    return new Equality.ToSame(operand);
  }

  private ValueTest order(String at, Relation relation, Object operand) {
    if (!(operand instanceof Number || operand instanceof String)) {
      return refuse(at, "must be a number or text");
    }
    return Comparison.to(relation, operand);
  }

  private ValueTest version(String at, Relation relation, Object operand) {
    if (!(operand instanceof Number || operand instanceof String)) {
      return refuse(at, "must be a version as text");
    }
    return new Comparison.ToVersion(relation, Version.of(operand));
  }

  private ValueTest oneOf(String at, Object operand, boolean ignoreCase, boolean wanted) {
    if (!(operand instanceof List<?> list)) {
      return refuse(at, "must be a list");
    }
    for (int k = 0; k < list.size(); k++) {
      if (list.get(k) instanceof List<?> || list.get(k) instanceof Map<?, ?>) {
        refuse(at + "[" + k + "]", "must be text, a number, true, false or null");
      }
    }
    ValueTest in = Membership.oneOf(list, ignoreCase);
    return wanted ? in : new Logic.Not(in);
  }

  private ValueTest group(String at, Object operand) {
    List<Object> group = operand instanceof String name ? groups.get(name) : null;
    return group == null
        ? refuse(at, "names a group that is not known: list its values with $in or $nin")
        : Membership.oneOf(group, false);
  }

  private ValueTest hasAll(String at, Object operand, boolean ignoreCase) {
    if (!(operand instanceof List<?> list)) {
      return refuse(at, "must be a list");
    }
    List<ValueTest> tests = new ArrayList<>();
    for (int k = 0; k < list.size(); k++) {
      tests.add(value(at + "[" + k + "]", list.get(k), ignoreCase));
    }
    return new Membership.HasAll(List.copyOf(tests));
  }

  private ValueTest element(String at, Object operand) {
    if (!(operand instanceof Map<?, ?> map)) {
      return refuse(at, "must be operators or a condition");
    }
    boolean operators = !map.isEmpty() && hasOnlyOperators(map);
    return new Membership.HasElement(operators ? value(at, map, false) : object(at, map));
  }

  private ValueTest pattern(String at, Object operand, boolean ignoreCase) {
    if (!(operand instanceof String expression)) {
      return refuse(at, "must be a regular expression as text");
    }
    try {
      return TextPattern.of(expression, ignoreCase);
    } catch (IllegalArgumentException e) {
      return refuse(at, e.getMessage());
    }
  }

  private ValueTest exists(String at, Object operand) {
    if (!(operand instanceof Boolean wanted)) {
      return refuse(at, "must be true or false");
    }
    return wanted ? new Logic.Not(Kind.NULL) : Kind.NULL;
  }

  private ValueTest type(String at, Object operand) {
    return Kind.named(operand)
        .<ValueTest>map(kind -> kind)
        .orElseGet(
            () -> {
              errors.add(new FieldError(at, "must name a type", Kind.names()));
              return ValueTest.NEVER;
            });
  }

  /**
   * Many a tool leaves out a null that it passes on, and a condition without one is met by more
   * users. What is compiled knows null all the same.
   */
  private void refuseNull(String field, Object constant) {
    switch (constant) {
      case null -> refuse(field, "must not be null: what is absent meets {\"$exists\": false}");
      case Map<?, ?> map -> map.forEach((name, below) -> refuseNull(field + "." + name, below));
      case List<?> list -> {
        for (int k = 0; k < list.size(); k++) {
          refuseNull(field + "[" + k + "]", list.get(k));
        }
      }
      default -> {}
    }
  }

  private ValueTest refuse(String field, String message) {
    errors.add(new FieldError(field, message));
    return ValueTest.NEVER;
  }
}
