package io.holdfast.contracts.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Collects everything that is wrong with a request, so that its sender learns it at once:
 *
 * <pre>{@code
 * Violations violations = new Violations();
 * violations.required("key", request.key());
 * violations.length("key", request.key(), 64);
 * violations.range("coverage", request.coverage(), 0, 1);
 * violations.throwIfAny();
 * }</pre>
 *
 * Only {@link #required} minds null, so optional fields need no special care. Each check answers
 * whether the value passed. At most {@link #LIMIT} errors are kept. Not thread-safe.
 */
public final class Violations {
  /** How many errors are told; the detail says how many there were. */
  public static final int LIMIT = 100;

  private final String prefix;
  private final Collected collected;

  public Violations() {
    this("", new Collected());
  }

  private Violations(String prefix, Collected collected) {
    this.prefix = prefix;
    this.collected = collected;
  }

  /** The same collection, where fields are named below that one, e.g. {@code items[3]}. */
  public Violations below(String field) {
    return new Violations(prefix + field + ".", collected);
  }

  /** Adds an error of any other sort. */
  public void add(String field, String message) {
    collected.add(new FieldError(prefix + field, message));
  }

  /** Adds errors that another check found. */
  public void addAll(List<FieldError> errors) {
    errors.forEach(
        error ->
            collected.add(
                new FieldError(prefix + error.field(), error.message(), error.allowed())));
  }

  /** Not null, and not blank if it is text. */
  public boolean required(String field, Object value) {
    boolean present = value != null && !(value instanceof CharSequence text && isBlank(text));
    return check(present, field, "is required");
  }

  /** At most so many UTF-16 units. */
  public boolean length(String field, String value, int most) {
    boolean fits = value == null || value.length() <= most;
    return check(fits, field, "must have at most " + most + " characters");
  }

  /** At most so many elements. */
  public boolean size(String field, Collection<?> value, int most) {
    boolean fits = value == null || value.size() <= most;
    return check(fits, field, "must have at most " + most + " elements");
  }

  /** Matches the whole pattern. */
  public boolean pattern(String field, String value, Pattern pattern) {
    boolean matches = value == null || pattern.matcher(value).matches();
    return check(matches, field, "must match " + pattern);
  }

  /** A number from least to most, both inclusive; NaN is outside. */
  public boolean range(String field, Number value, double least, double most) {
    boolean inside = value == null || (value.doubleValue() >= least && value.doubleValue() <= most);
    return check(inside, field, "must lie between " + plain(least) + " and " + plain(most));
  }

  /** A number that is neither infinite nor NaN. */
  public boolean finite(String field, Double value) {
    return check(value == null || Double.isFinite(value), field, "must be a finite number");
  }

  /** One of the listed values. */
  public boolean oneOf(String field, String value, Collection<String> allowed) {
    if (value == null || allowed.contains(value)) {
      return true;
    }
    String message = "must be one of " + String.join(", ", allowed);
    collected.add(new FieldError(prefix + field, message, List.copyOf(allowed)));
    return false;
  }

  /** Adds the error unless the condition holds. */
  public boolean check(boolean condition, String field, String message) {
    if (!condition) {
      add(field, message);
    }
    return condition;
  }

  /** Whether nothing was wrong. */
  public boolean isEmpty() {
    return collected.count == 0;
  }

  /** What was wrong, in the order it was found. */
  public List<FieldError> errors() {
    return List.copyOf(collected.errors);
  }

  /**
   * Ends the request if anything was wrong.
   *
   * @throws ProblemException {@link ProblemKind#INVALID_REQUEST} with all errors
   */
  public void throwIfAny() {
    if (isEmpty()) {
      return;
    }
    String detail =
        switch (collected.count) {
          case 1 -> collected.errors.getFirst().field() + " is not valid";
          default -> collected.count + " fields are not valid";
        };
    throw new ProblemException(ProblemKind.INVALID_REQUEST, detail, collected.errors);
  }

  private static boolean isBlank(CharSequence text) {
    return text.chars().allMatch(Character::isWhitespace);
  }

  private static String plain(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private static final class Collected {
    private final List<FieldError> errors = new ArrayList<>();
    private int count;

    void add(FieldError error) {
      count++;
      if (errors.size() < LIMIT) {
        errors.add(error);
      }
    }
  }
}
