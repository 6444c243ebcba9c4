package io.holdfast.contracts.targeting;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The two equalities of the specification: the loose one of {@code {"attribute": constant}}, which
 * lets text stand for a number and the other way round, and the strict one of {@code $eq}.
 */
final class Equality {
  private Equality() {}

  /**
   * Loosely equal to the constant.
   *
   * @param ignoreCase whether letters of either case are the same
   */
  static ValueTest loose(Object constant, boolean ignoreCase) {
    return switch (constant) {
      case String text -> new ToText(text, ignoreCase, Numbers.writtenAs(text));
      case Number number -> new ToNumber(number.doubleValue());
      case Boolean truth -> new ToTruth(truth);
      case null -> Objects::isNull;
      default -> new ToSame(constant);
    };
  }

  /** The same type and the same value; lists in the same order, maps in any. */
  static boolean same(Object one, Object other) {
    return switch (one) {
      case null -> other == null;
      case Number number ->
          other instanceof Number second && number.doubleValue() == second.doubleValue();
      case List<?> list -> other instanceof List<?> second && sameElements(list, second);
      case Map<?, ?> map -> other instanceof Map<?, ?> second && sameEntries(map, second);
      default -> one.equals(other);
    };
  }

  private static boolean sameElements(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int k = 0; k < one.size(); k++) {
      if (!same(one.get(k), other.get(k))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameEntries(Map<?, ?> one, Map<?, ?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : one.entrySet()) {
      if (!other.containsKey(entry.getKey())
          || !same(entry.getValue(), other.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code $eq}.
   *
   * @param constant what the value must be
   */
  record ToSame(Object constant) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return same(constant, value);
    }
  }

  /**
   * Loosely equal to text.
   *
   * @param number the number that is written so, NaN if none is
   */
  private record ToText(String text, boolean ignoreCase, double number) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return switch (value) {
        case String other -> ignoreCase ? text.equalsIgnoreCase(other) : text.equals(other);
        case Number other -> other.doubleValue() == number;
        case Boolean other -> text.equals(other.toString());
        case null, default -> false;
      };
    }
  }

  private record ToNumber(double number) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return Numbers.of(value) == number;
    }
  }

  /** The value is taken for true unless it is false, 0 or empty text; an absent one is neither. */
  private record ToTruth(boolean truth) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return switch (value) {
        case null -> false;
        case Boolean other -> other == truth;
        case Number other -> (other.doubleValue() != 0) == truth;
        case String other -> !other.isEmpty() == truth;
        default -> truth;
      };
    }
  }
}
