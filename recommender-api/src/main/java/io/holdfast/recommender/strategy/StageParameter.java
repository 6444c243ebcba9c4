package io.holdfast.recommender.strategy;

import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.FilterSyntaxException;
import java.util.List;

/** One parameter of a stage: its name, what it does, its default, and which values it takes. */
public sealed interface StageParameter {
  /** The name. */
  String name();

  /** What it does, one sentence. */
  String description();

  /** The value if none is given; null if there is none then. */
  Object standard();

  /**
   * The value as the stage takes it; null if it is wrong, which is told.
   *
   * @param given a text, number or boolean
   */
  Object read(Object given, Violations violations);

  /**
   * A whole number.
   *
   * @param name the name
   * @param description what it does
   * @param standard the value if none is given
   * @param least the least value
   * @param most the greatest value
   */
  record Whole(String name, String description, Integer standard, int least, int most)
      implements StageParameter {
    @Override
    public Object read(Object given, Violations violations) {
      Double number = number(given);
      if (number == null || number != Math.rint(number)) {
        violations.add(name, "must be a whole number");
        return null;
      }
      return violations.range(name, number, least, most) ? number.intValue() : null;
    }
  }

  /**
   * A number.
   *
   * @param name the name
   * @param description what it does
   * @param standard the value if none is given
   * @param least the least value
   * @param most the greatest value
   */
  record Real(String name, String description, Double standard, double least, double most)
      implements StageParameter {
    @Override
    public Object read(Object given, Violations violations) {
      Double number = number(given);
      if (number == null) {
        violations.add(name, "must be a number");
        return null;
      }
      return violations.range(name, number, least, most) ? number : null;
    }
  }

  /**
   * One of several words.
   *
   * @param name the name
   * @param description what it does
   * @param standard the value if none is given
   * @param allowed the words
   */
  record Choice(String name, String description, String standard, List<String> allowed)
      implements StageParameter {
    public Choice {
      allowed = List.copyOf(allowed);
    }

    @Override
    public Object read(Object given, Violations violations) {
      String word = given.toString();
      return violations.oneOf(name, word, allowed) ? word : null;
    }
  }

  /**
   * An item's id; none unless given.
   *
   * @param name the name
   * @param description what it does
   */
  record ItemId(String name, String description) implements StageParameter {
    @Override
    public Object standard() {
      return null;
    }

    @Override
    public Object read(Object given, Violations violations) {
      String id = given.toString();
      return violations.required(name, id) && violations.length(name, id, Bounds.ID_LENGTH)
          ? id
          : null;
    }
  }

  /**
   * A filter over items; none unless given.
   *
   * @param name the name
   * @param description what it does
   */
  record ItemFilter(String name, String description) implements StageParameter {
    @Override
    public Object standard() {
      return null;
    }

    @Override
    public Object read(Object given, Violations violations) {
      try {
        return Filter.parse(given.toString());
      } catch (FilterSyntaxException e) {
        violations.add(name, e.getMessage());
        return null;
      }
    }
  }

  /** The number that a JSON number or the text of a properties file is; null if it is none. */
  private static Double number(Object given) {
    try {
      return switch (given) {
        case Number number -> number.doubleValue();
        case String text -> Double.valueOf(text);
        default -> null;
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
