package io.holdfast.contracts.targeting;

import io.holdfast.contracts.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who takes part: a boolean expression over a user's attributes, written as JSON in the language of
 * the GrowthBook SDK specification (docs.growthbook.io/lib/build-your-own, {@code evalCondition}),
 * which is close to MongoDB's.
 *
 * <pre>{@code
 * {"country": {"$in": ["NL", "BE"]}, "age": {"$gte": 18}, "app": {"$vgte": "2.3.0"}}
 * }</pre>
 *
 * <p>Compiled when it is made; evaluating one reads the attributes in place, is bounded in time and
 * allocates nothing, except for regular expressions (a matcher each) and for numbers that are
 * compared as text. Where the specification leaves a value's reading open, JavaScript's is taken,
 * with two exceptions: a list or map is never loosely equal to text or a number and has no order,
 * and a regular expression is never found in what is absent.
 *
 * <p>An SDK does not fail over an operator it does not know: that part of a condition is false.
 * {@link #of} does the same, so that older replicas can read newer conditions; {@link #check} names
 * everything that would be so, for those who write conditions. Two conditions are equal if their
 * JSON is. Immutable and thread-safe.
 */
public final class Condition {
  private final Map<String, Object> source;
  private final ValueTest test;

  private Condition(Map<String, Object> source, ValueTest test) {
    this.source = source;
    this.test = test;
  }

  /**
   * The condition that is written so.
   *
   * @param source JSON as Java reads it: maps, lists, text, numbers, booleans and null
   * @throws IllegalArgumentException if it is larger or deeper than a condition may be, saying
   *     where
   */
  public static Condition of(Map<String, ?> source) {
    return of(source, Map.of());
  }

  /**
   * The same with groups for {@code $inGroup} and {@code $notInGroup}.
   *
   * @param groups the values of each group by its name
   * @throws IllegalArgumentException if it is larger or deeper than a condition may be, saying
   *     where
   */
  @SuppressWarnings("unchecked") // The copy of a map with text as keys.
  public static Condition of(Map<String, ?> source, Map<String, List<Object>> groups) {
    List<FieldError> errors = new ArrayList<>();
    Limits.check("condition", source, errors);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          errors.stream()
              .map(error -> error.field() + " " + error.message())
              .collect(Collectors.joining("; ")));
    }
    Map<String, Object> copy = (Map<String, Object>) Limits.copy(source);
    return new Condition(copy, new Compiler(groups, new ArrayList<>()).object("", copy));
  }

  /**
   * Everything that is wrong with a condition: what is too large, and what {@link #of} would take
   * for false.
   *
   * @param field the field that holds it; the errors name paths below, e.g. {@code
   *     condition.$or[1].age.$gt}
   */
  public static List<FieldError> check(String field, Map<String, ?> source) {
    List<FieldError> errors = new ArrayList<>();
    Limits.check(field, source, errors);
    if (errors.isEmpty()) {
      new Compiler(Map.of(), errors).object(field, source);
    }
    return List.copyOf(errors);
  }

  /**
   * Whether a user with those attributes is meant.
   *
   * @param attributes JSON as Java reads it; a name of the condition with dots in it is looked up
   *     map by map
   */
  public boolean matches(Map<String, ?> attributes) {
    return test.passes(attributes);
  }

  /** As it was written; cannot be changed. */
  public Map<String, Object> source() {
    return source;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition second && source.equals(second.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
