package io.holdfast.core.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an item must be like to be shown, e.g. {@code category in ('a','b') and price < 20 and
 * publishedAt > now()-30d}.
 *
 * <p>A {@link Test} or {@link Exists} of an attribute that an item lacks, or has with values of
 * another type, is false, whatever its operator; {@link Not} turns an answer round. Of a list, a
 * test asks whether one of its elements is so; {@code !=} and {@code not in} whether none is.
 * Immutable; two filters are equal if they are written alike.
 */
public sealed interface Filter {

  /**
   * Reads a filter.
   *
   * @throws FilterSyntaxException if the text is none, naming where and what could stand there
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }

  /** The filter written out; {@link #parse} makes the same of it. */
  default String text() {
    return FilterText.of(this);
  }

  /** All of them hold. */
  record All(List<Filter> filters) implements Filter {
    public All {
      filters = List.copyOf(filters);
    }
  }

  /** At least one of them holds. */
  record Any(List<Filter> filters) implements Filter {
    public Any {
      filters = List.copyOf(filters);
    }
  }

  /** It does not hold. */
  record Not(Filter filter) implements Filter {}

  /** The item has the attribute. */
  record Exists(Attribute attribute) implements Filter {}

  /**
   * An attribute beside values of one type.
   *
   * @param attribute what is looked at
   * @param operator how
   * @param values one value, or some for {@link Operator#IN} and {@link Operator#NOT_IN}
   */
  record Test(Attribute attribute, Operator operator, List<Value> values) implements Filter {
    public Test {
      values = List.copyOf(values);
    }
  }

  /** What a value is tested by. */
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not in"),
    CONTAINS("contains");

    private final String spelling;

    Operator(String spelling) {
      this.spelling = spelling;
    }

    /** How filters spell it. */
    public String spelling() {
      return spelling;
    }

    boolean isOrder() {
      return ordinal() >= LESS.ordinal() && ordinal() <= GREATER_OR_EQUAL.ordinal();
    }

    /** Whether it asks that no value is so. */
    boolean isNegative() {
      return this == NOT_EQUAL || this == NOT_IN;
    }

    /** Whether an order holds, given how the item's value compares with the filter's. */
    boolean holds(int comparison) {
      return switch (this) {
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
        case EQUAL, IN, CONTAINS -> comparison == 0;
        case NOT_EQUAL, NOT_IN -> comparison != 0;
      };
    }
  }

  /**
   * Something that is known of an item.
   *
   * @param source which part of the item
   * @param name of an attribute of {@link Source#ATTRIBUTES}; that of the part otherwise
   */
  record Attribute(Source source, String name) {}

  /** The parts of an item that a filter can ask about. */
  enum Source {
    ITEM_ID,
    CATEGORIES,
    TAGS,
    DOMAIN,
    PUBLISHED_AT,
    ATTRIBUTES
  }

  /** What an attribute is compared with. */
  sealed interface Value {
    /** Text in single quotes. */
    record Text(String text) implements Value {}

    /** A number. */
    record Number(double number) implements Value {}

    /** {@code true} or {@code false}. */
    record Flag(boolean flag) implements Value {}

    /** A moment; an item's text counts as one if it is ISO-8601. */
    record Moment(Instant moment) implements Value {}

    /** {@code now()} with what is added to it. */
    record FromNow(Duration added) implements Value {}
  }
}
