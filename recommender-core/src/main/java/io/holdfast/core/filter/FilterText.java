package io.holdfast.core.filter;

import io.holdfast.core.filter.Filter.Attribute;
import io.holdfast.core.filter.Filter.Source;
import io.holdfast.core.filter.Filter.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes filters as {@link FilterParser} reads them. Stateless. */
final class FilterText {
  private static final Set<String> RESERVED =
      Set.of(
          "and",
          "attributes",
          "categories",
          "category",
          "contains",
          "domain",
          "exists",
          "false",
          "in",
          "itemid",
          "not",
          "now",
          "or",
          "publishedat",
          "tag",
          "tags",
          "true");
  private static final String PLAIN_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /** What a number of more digits than a double can hold is read as. */
  private static final String BEYOND_ALL = "1" + "0".repeat(Double.MAX_EXPONENT);

  private FilterText() {}

  static String of(Filter filter) {
    return switch (filter) {
      case Filter.All all -> joined(all.filters(), " and ");
      case Filter.Any any -> joined(any.filters(), " or ");
      case Filter.Not not -> "not " + part(not.filter());
      case Filter.Exists exists -> name(exists.attribute()) + " exists";
      case Filter.Test test ->
          name(test.attribute()) + " " + test.operator().spelling() + " " + values(test);
    };
  }

  private static String joined(List<Filter> filters, String word) {
    return filters.stream().map(FilterText::part).collect(Collectors.joining(word));
  }

  private static String part(Filter filter) {
    boolean joined = filter instanceof Filter.All || filter instanceof Filter.Any;
    return joined ? "(" + of(filter) + ")" : of(filter);
  }

  private static String name(Attribute attribute) {
    String name = attribute.name();
    boolean plain =
        attribute.source() != Source.ATTRIBUTES
            || (name.matches(PLAIN_NAME) && !RESERVED.contains(name.toLowerCase(Locale.ROOT)));
    return plain ? name : quoted(name, '"');
  }

  private static String values(Filter.Test test) {
    boolean list =
        test.operator() == Filter.Operator.IN || test.operator() == Filter.Operator.NOT_IN;
    return list
        ? test.values().stream().map(FilterText::value).collect(Collectors.joining(",", "(", ")"))
        : value(test.values().getFirst());
  }

  private static String value(Value value) {
    return switch (value) {
      case Value.Text text -> quoted(text.text(), '\'');
      case Value.Number number -> number(number.number());
      case Value.Flag flag -> Boolean.toString(flag.flag());
      case Value.Moment moment -> quoted(moment.moment().toString(), '\'');
      case Value.FromNow fromNow -> "now()" + added(fromNow.added());
    };
  }

  private static String number(double number) {
    if (Double.isInfinite(number)) {
      return number < 0 ? "-" + BEYOND_ALL : BEYOND_ALL;
    }
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String added(Duration added) {
    if (added.isZero()) {
      return "";
    }
    long seconds = Math.abs(added.toSeconds());
    String sign = added.isNegative() ? "-" : "+";
    if (seconds % 86_400 == 0) {
      long days = seconds / 86_400;
      return sign + (days <= FilterParser.MOST_UNITS ? days + "d" : days / 7 + "w");
    }
    if (seconds % 3600 == 0) {
      return sign + seconds / 3600 + "h";
    }
    return sign + (seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s");
  }

  private static String quoted(String text, char quote) {
    String one = String.valueOf(quote);
    return one + text.replace(one, one + one) + one;
  }
}
