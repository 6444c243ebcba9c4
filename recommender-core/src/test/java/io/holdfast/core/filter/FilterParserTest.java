package io.holdfast.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.core.filter.Filter.All;
import io.holdfast.core.filter.Filter.Any;
import io.holdfast.core.filter.Filter.Attribute;
import io.holdfast.core.filter.Filter.Exists;
import io.holdfast.core.filter.Filter.Not;
import io.holdfast.core.filter.Filter.Operator;
import io.holdfast.core.filter.Filter.Source;
import io.holdfast.core.filter.Filter.Test;
import io.holdfast.core.filter.Filter.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
  private static final Filter PRICE_BELOW_20 =
      test(attribute("price"), Operator.LESS, new Value.Number(20));

  @org.junit.jupiter.api.Test
  void readsTestsOfEachType() {
    assertThat(Filter.parse("category in ('a', 'it''s')"))
        .isEqualTo(
            test(
                new Attribute(Source.CATEGORIES, "categories"),
                Operator.IN,
                new Value.Text("a"),
                new Value.Text("it's")));
    assertThat(Filter.parse("price<20")).isEqualTo(PRICE_BELOW_20);
    assertThat(Filter.parse("price >= -1.5"))
        .isEqualTo(test(attribute("price"), Operator.GREATER_OR_EQUAL, new Value.Number(-1.5)));
    assertThat(Filter.parse("fresh != TRUE"))
        .isEqualTo(test(attribute("fresh"), Operator.NOT_EQUAL, new Value.Flag(true)));
    assertThat(Filter.parse("publishedAt > now()-30d"))
        .isEqualTo(
            test(
                new Attribute(Source.PUBLISHED_AT, "publishedAt"),
                Operator.GREATER,
                new Value.FromNow(Duration.ofDays(-30))));
    assertThat(Filter.parse("publishedAt <= '2026-11-01T00:00:00Z'"))
        .isEqualTo(
            test(
                new Attribute(Source.PUBLISHED_AT, "publishedAt"),
                Operator.LESS_OR_EQUAL,
                new Value.Moment(Instant.parse("2026-11-01T00:00:00Z"))));
    assertThat(Filter.parse("\"unit price\" exists"))
        .isEqualTo(new Exists(attribute("unit price")));
    assertThat(Filter.parse("attributes.category = 'x'"))
        .isEqualTo(test(attribute("category"), Operator.EQUAL, new Value.Text("x")));
    assertThat(Filter.parse("tags contains 'new' AND colour not in ('red')"))
        .isEqualTo(
            new All(
                List.of(
                    test(
                        new Attribute(Source.TAGS, "tags"),
                        Operator.CONTAINS,
                        new Value.Text("new")),
                    test(attribute("colour"), Operator.NOT_IN, new Value.Text("red")))));
  }

  @org.junit.jupiter.api.Test
  void notBindsTighterThanAndWhichBindsTighterThanOr() {
    Filter a = new Exists(attribute("a"));
    Filter b = new Exists(attribute("b"));
    Filter c = new Exists(attribute("c"));
    assertThat(Filter.parse("a exists or not b exists and c exists"))
        .isEqualTo(new Any(List.of(a, new All(List.of(new Not(b), c)))));
    assertThat(Filter.parse("not (a exists or b exists) and c exists"))
        .isEqualTo(new All(List.of(new Not(new Any(List.of(a, b))), c)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | expected not, ( or the name of an attribute, found the end, at character 1",
        "price | expected =, !=, <, <=, >, >=, in, not in, contains or exists, found the end, at character 6",
        "price << 2 | expected a text in single quotes, a number, true, false or now(), found <, at character 8",
        "price < 2 and | expected not, ( or the name of an attribute, found the end, at character 14",
        "price < 2 price < 3 | expected and, or or the end, found price, at character 11",
        "(price < 2 | expected ), found the end, at character 11",
        "price in (1, 'a') | the values of a list must be of one type, at character 14",
        "price in () | expected a text in single quotes, a number, true, false or now(), found ), at character 11",
        "price = 'abc | the quote ' is never closed, at character 9",
        "price = 2; | a filter has no ;, at character 10",
        "fresh < true | true and false have no order: =, != or in, at character 9",
        "publishedAt > 7 | publishedAt is compared with now() or a moment such as '2026-11-01T00:00:00Z', at character 15",
        "publishedAt > 'x' | expected a moment such as '2026-11-01T00:00:00Z', found 'x', at character 15",
        "publishedAt > now()-3y | expected s, m, h, d or w, found y, at character 22",
        "publishedAt > now()-9999999d | expected a whole number up to 1000000, then s, m, h, d or w, found 9999999, at character 21",
        "itemId < 'x' | `itemId is compared with texts by =, !=, in and not in, at character 10`",
        "categories = 3 | categories is compared with texts, at character 14",
        "tags contains 3 | a list contains texts: a text in single quotes, at character 15",
      })
  void saysWhereItGoesWrongAndWhatCouldStandThere(String text, String message) {
    assertThatThrownBy(() -> Filter.parse(text))
        .isInstanceOf(FilterSyntaxException.class)
        .hasMessage(message);
  }

  @org.junit.jupiter.api.Test
  void hasLimits() {
    refused("a exists or ".repeat(64) + "a exists", "at most 64 tests");
    refused("not ".repeat(40) + "a exists", "at most 32 deep");
    refused("(".repeat(4000), "at most 32 deep");
    refused("a in (1" + ",1".repeat(1000) + ")", "at most 1000 values");
    refused("a = '" + "x".repeat(5000) + "'", "at most 4096 characters");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> Filter.parse(text))
        .isInstanceOf(FilterSyntaxException.class)
        .hasMessageContaining(why);
  }

  private static Attribute attribute(String name) {
    return new Attribute(Source.ATTRIBUTES, name);
  }

  private static Filter test(Attribute attribute, Operator operator, Value... values) {
    return new Test(attribute, operator, List.of(values));
  }
}
