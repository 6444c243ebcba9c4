package io.holdfast.core.filter;

import io.holdfast.core.filter.Filter.Attribute;
import io.holdfast.core.filter.Filter.Operator;
import io.holdfast.core.filter.Filter.Source;
import io.holdfast.core.filter.Filter.Value;
import io.holdfast.core.filter.FilterTokens.Kind;
import io.holdfast.core.filter.FilterTokens.Token;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads filters by recursive descent, within bounds of length, depth and number:
 *
 * <pre>
 * filter    = both { "or" both }
 * both      = one { "and" one }
 * one       = "not" one | "(" filter ")" | test
 * test      = name ( operator value | [ "not" ] "in" "(" value { "," value } ")"
 *                  | "contains" value | "exists" )
 * operator  = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * name      = word | quoted in " | "attributes" "." ( word | quoted in " )
 * value     = text in ' | [ "-" ] number | "true" | "false"
 *           | "now" "(" ")" [ ( "+" | "-" ) number ( "s" | "m" | "h" | "d" | "w" ) ]
 * </pre>
 *
 * Not thread-safe.
 */
final class FilterParser {
  /** The most characters of a filter. */
  static final int LONGEST = 4096;

  /** The most filters that contain each other. */
  static final int DEEPEST = 32;

  /** The most tests of a filter. */
  static final int MOST_TESTS = 64;

  /** The most values of a list. */
  static final int MOST_VALUES = 1000;

  /** The most units of time that are added to now. */
  static final long MOST_UNITS = 1_000_000;

  private static final String ATTRIBUTES = "attributes";
  private static final Map<String, Attribute> PARTS =
      Map.of(
          "itemId", new Attribute(Source.ITEM_ID, "itemId"),
          "categories", new Attribute(Source.CATEGORIES, "categories"),
          "category", new Attribute(Source.CATEGORIES, "categories"),
          "tags", new Attribute(Source.TAGS, "tags"),
          "tag", new Attribute(Source.TAGS, "tags"),
          "domain", new Attribute(Source.DOMAIN, "domain"),
          "publishedAt", new Attribute(Source.PUBLISHED_AT, "publishedAt"));
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private final FilterTokens tokens;
  private int depth;
  private int tests;

  FilterParser(String text) {
    if (text.length() > LONGEST) {
      throw new FilterSyntaxException(
          LONGEST, "a filter has at most %d characters".formatted(LONGEST));
    }
    this.tokens = new FilterTokens(text);
  }

  Filter parse() {
    Filter filter = filter();
    if (tokens.peek().kind() != Kind.END) {
      throw expected("and, or or the end");
    }
    return filter;
  }

  private Filter filter() {
    return joined("or", this::both, Filter.Any::new);
  }

  private Filter both() {
    return joined("and", this::one, Filter.All::new);
  }

  private Filter joined(String word, Supplier<Filter> part, Function<List<Filter>, Filter> join) {
    List<Filter> parts = new ArrayList<>(List.of(part.get()));
    while (tokens.takeWord(word)) {
      parts.add(part.get());
    }
    return parts.size() == 1 ? parts.getFirst() : join.apply(parts);
  }

  private Filter one() {
    if (++depth > DEEPEST) {
      throw new FilterSyntaxException(
          tokens.peek().start(), "filters are nested at most %d deep".formatted(DEEPEST));
    }
    Filter filter;
    if (tokens.takeWord("not")) {
      filter = new Filter.Not(one());
    } else if (tokens.takeSymbol("(")) {
      filter = filter();
      require(")");
    } else {
      filter = test();
    }
    depth--;
    return filter;
  }

  private Filter test() {
    Token start = tokens.peek();
    Attribute attribute = attribute();
    if (++tests > MOST_TESTS) {
      throw new FilterSyntaxException(
          start.start(), "a filter has at most %d tests".formatted(MOST_TESTS));
    }
    if (tokens.takeWord("exists")) {
      return new Filter.Exists(attribute);
    }
    Operator operator = operator();
    boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
    List<Value> values = list ? values(attribute) : List.of(value(attribute, operator));
    return new Filter.Test(attribute, operator, values);
  }

  private Attribute attribute() {
    Token name = tokens.peek();
    if (name.kind() != Kind.WORD && name.kind() != Kind.QUOTED_NAME) {
      throw expected("not, ( or the name of an attribute");
    }
    tokens.take();
    if (name.text().equals(ATTRIBUTES) && tokens.takeSymbol(".")) {
      Token inner = tokens.peek();
      if (inner.kind() != Kind.WORD && inner.kind() != Kind.QUOTED_NAME) {
        throw expected("the name of an attribute");
      }
      return new Attribute(Source.ATTRIBUTES, tokens.take().text());
    }
    Attribute part = name.kind() == Kind.WORD ? PARTS.get(name.text()) : null;
    return part == null ? new Attribute(Source.ATTRIBUTES, name.text()) : part;
  }

  private Operator operator() {
    if (tokens.takeWord("not")) {
      if (!tokens.takeWord("in")) {
        throw expected("in");
      }
      return Operator.NOT_IN;
    }
    Token next = tokens.peek();
    if (next.kind() == Kind.SYMBOL || next.kind() == Kind.WORD) {
      for (Operator operator : Operator.values()) {
        if (next.text().toLowerCase(Locale.ROOT).equals(operator.spelling())) {
          tokens.take();
          return operator;
        }
      }
    }
    throw expected("=, !=, <, <=, >, >=, in, not in, contains or exists");
  }

  private List<Value> values(Attribute attribute) {
    require("(");
    List<Value> values = new ArrayList<>();
    do {
      Token start = tokens.peek();
      if (values.size() == MOST_VALUES) {
        throw new FilterSyntaxException(
            start.start(), "a list has at most %d values".formatted(MOST_VALUES));
      }
      Value value = value(attribute, Operator.IN);
      if (!values.isEmpty() && value.getClass() != values.getFirst().getClass()) {
        throw new FilterSyntaxException(start.start(), "the values of a list must be of one type");
      }
      values.add(value);
    } while (tokens.takeSymbol(","));
    require(")");
    return values;
  }

  private Value value(Attribute attribute, Operator operator) {
    Token start = tokens.peek();
    Value value = value();
    String allowed = allowed(attribute, value, operator);
    if (allowed != null) {
      throw new FilterSyntaxException(start.start(), allowed);
    }
    return attribute.source() == Source.PUBLISHED_AT && value instanceof Value.Text text
        ? new Value.Moment(moment(text.text(), start))
        : value;
  }

  /** What else would have to be written; null if the value can stand there. */
  private static String allowed(Attribute attribute, Value value, Operator operator) {
    if (operator.isOrder() && value instanceof Value.Flag) {
      return "true and false have no order: =, != or in";
    }
    if (operator == Operator.CONTAINS && !(value instanceof Value.Text)) {
      return "a list contains texts: a text in single quotes";
    }
    boolean text = value instanceof Value.Text;
    return switch (attribute.source()) {
      case ITEM_ID ->
          text && !operator.isOrder() && operator != Operator.CONTAINS
              ? null
              : "itemId is compared with texts by =, !=, in and not in";
      case CATEGORIES, TAGS, DOMAIN -> text ? null : attribute.name() + " is compared with texts";
      case PUBLISHED_AT ->
          (text && operator != Operator.CONTAINS) || value instanceof Value.FromNow
              ? null
              : "publishedAt is compared with now() or a moment such as '2026-11-01T00:00:00Z'";
      case ATTRIBUTES -> null;
    };
  }

  private Value value() {
    Token token = tokens.peek();
    if (token.kind() == Kind.TEXT) {
      return new Value.Text(tokens.take().text());
    }
    if (token.kind() == Kind.NUMBER) {
      return new Value.Number(Double.parseDouble(tokens.take().text()));
    }
    if (tokens.takeSymbol("-")) {
      if (tokens.peek().kind() != Kind.NUMBER) {
        throw expected("a number");
      }
      return new Value.Number(-Double.parseDouble(tokens.take().text()));
    }
    if (tokens.takeWord("true")) {
      return new Value.Flag(true);
    }
    if (tokens.takeWord("false")) {
      return new Value.Flag(false);
    }
    if (tokens.takeWord("now")) {
      require("(");
      require(")");
      return new Value.FromNow(added());
    }
    throw expected("a text in single quotes, a number, true, false or now()");
  }

  private Duration added() {
    boolean minus = tokens.peek().isSymbol("-");
    if (!minus && !tokens.peek().isSymbol("+")) {
      return Duration.ZERO;
    }
    tokens.take();
    Token amount = tokens.peek();
    if (amount.kind() != Kind.NUMBER
        || amount.text().contains(".")
        || amount.text().length() > Long.toString(MOST_UNITS).length()
        || Long.parseLong(amount.text()) > MOST_UNITS) {
      throw expected("a whole number up to %d, then s, m, h, d or w".formatted(MOST_UNITS));
    }
    tokens.take();
    Duration unit = tokens.peek().kind() == Kind.WORD ? UNITS.get(tokens.peek().text()) : null;
    if (unit == null) {
      throw expected("s, m, h, d or w");
    }
    tokens.take();
    Duration length = unit.multipliedBy(Long.parseLong(amount.text()));
    return minus ? length.negated() : length;
  }

  private static Instant moment(String text, Token at) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new FilterSyntaxException(
          at.start(), "expected a moment such as '2026-11-01T00:00:00Z', found '" + text + "'");
    }
  }

  private void require(String symbol) {
    if (!tokens.takeSymbol(symbol)) {
      throw expected(symbol);
    }
  }

  private FilterSyntaxException expected(String what) {
    Token found = tokens.peek();
    return new FilterSyntaxException(
        found.start(), "expected %s, found %s".formatted(what, found.found()));
  }
}
