package io.holdfast.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.filter.Filter.Operator;
import io.holdfast.core.filter.Filter.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random filters over random items that change, beside asking each item by itself. */
class FilterPropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String[] NAMES = {"a", "b", "c"};
  private static final String[] WORDS = {"x", "y", "z"};
  private static final int ITEMS = 150;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void columnsAnswerAsEachItemDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ItemTable table = new ItemTable();
    Map<String, ItemAttributes> items = new HashMap<>();
    for (int round = 0; round < 40; round++) {
      for (int k = 0; k < 30; k++) {
        String id = "i" + random.nextInt(ITEMS);
        items.put(id, item(random));
        table.put(id, items.get(id));
      }
      table.changed();
      for (int k = 0; k < 10; k++) {
        Filter filter = filter(random, 3);
        for (int look = 0; look < 3; look++) {
          Instant at = NOW.plusSeconds(random.nextInt(-5, 5) * 3600L);
          ItemSet selected = table.select(filter, at);
          items.forEach(
              (id, item) ->
                  assertThat(selected.contains(table.number(id)))
                      .as("%s of %s at %s", filter, item, at)
                      .isEqualTo(passes(filter, item, at)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void whatIsWrittenOutIsReadAsItWas(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < 500; k++) {
      Filter filter = filter(random, 4);
      Filter read = Filter.parse(filter.text());
      assertThat(read.text()).isEqualTo(filter.text());
      assertThat(Filter.parse(read.text())).as(read.text()).isEqualTo(read);
    }
  }

  private static ItemAttributes item(SplittableRandom random) {
    Map<String, Object> attributes = new HashMap<>();
    for (String name : NAMES) {
      switch (random.nextInt(6)) {
        case 0 -> attributes.put(name, random.nextInt(4));
        case 1 -> attributes.put(name, word(random));
        case 2 -> attributes.put(name, random.nextBoolean());
        case 3 -> attributes.put(name, List.of(word(random), word(random)));
        case 4 -> attributes.put(name, moment(random).toString());
        default -> {}
      }
    }
    return new ItemAttributes(
        random.nextBoolean() ? List.of(word(random)) : List.of(),
        List.of(),
        null,
        random.nextBoolean() ? moment(random) : null,
        attributes,
        true,
        null,
        null);
  }

  private static Filter filter(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 5)) {
      case 0 -> new Filter.Exists(attribute(random));
      case 1 -> test(random);
      case 2 -> new Filter.Not(filter(random, depth - 1));
      case 3 -> new Filter.All(List.of(filter(random, depth - 1), filter(random, depth - 1)));
      default -> new Filter.Any(List.of(filter(random, depth - 1), filter(random, depth - 1)));
    };
  }

  /** As the parser could have made it. */
  private static Filter test(SplittableRandom random) {
    Filter.Attribute attribute = attribute(random);
    Operator[] operators = Operator.values();
    while (true) {
      Operator operator = operators[random.nextInt(operators.length)];
      List<Value> values = values(random, operator);
      Value first = values.getFirst();
      boolean moment = first instanceof Value.Moment || first instanceof Value.FromNow;
      boolean text = first instanceof Value.Text;
      if ((operator == Operator.CONTAINS && !text)
          || (operator.isOrder() && first instanceof Value.Flag)
          || (attribute.source() == Filter.Source.PUBLISHED_AT && !moment)
          || (attribute.source() == Filter.Source.CATEGORIES && !text)) {
        continue;
      }
      return new Filter.Test(attribute, operator, values);
    }
  }

  private static List<Value> values(SplittableRandom random, Operator operator) {
    int type = random.nextInt(5);
    int count = operator == Operator.IN || operator == Operator.NOT_IN ? 2 : 1;
    List<Value> values = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      values.add(
          switch (type) {
            case 0 -> new Value.Number(random.nextInt(4));
            case 1 -> new Value.Text(word(random));
            case 2 -> new Value.Flag(random.nextBoolean());
            case 3 -> new Value.Moment(moment(random));
            default -> new Value.FromNow(Duration.ofHours(random.nextInt(-6, 6)));
          });
    }
    return values;
  }

  private static Filter.Attribute attribute(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Filter.Attribute(Filter.Source.CATEGORIES, "categories");
      case 1 -> new Filter.Attribute(Filter.Source.PUBLISHED_AT, "publishedAt");
      default -> new Filter.Attribute(Filter.Source.ATTRIBUTES, NAMES[random.nextInt(3)]);
    };
  }

  private static String word(SplittableRandom random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static Instant moment(SplittableRandom random) {
    return NOW.plusSeconds(random.nextInt(-6, 6) * 3600L);
  }

  private static boolean passes(Filter filter, ItemAttributes item, Instant now) {
    return switch (filter) {
      case Filter.All all -> all.filters().stream().allMatch(part -> passes(part, item, now));
      case Filter.Any any -> any.filters().stream().anyMatch(part -> passes(part, item, now));
      case Filter.Not not -> !passes(not.filter(), item, now);
      case Filter.Exists exists -> !has(exists.attribute(), item).isEmpty();
      case Filter.Test test -> {
        List<Object> having =
            has(test.attribute(), item).stream()
                .flatMap(value -> comparable(value, test.values().getFirst()))
                .toList();
        boolean any =
            having.stream()
                .anyMatch(
                    value ->
                        test.values().stream()
                            .anyMatch(wanted -> holds(test.operator(), value, wanted, now)));
        yield test.operator().isNegative() ? !having.isEmpty() && !any : any;
      }
    };
  }

  private static List<?> has(Filter.Attribute attribute, ItemAttributes item) {
    return switch (attribute.source()) {
      case CATEGORIES -> item.categories();
      case PUBLISHED_AT -> item.publishedAt() == null ? List.of() : List.of(item.publishedAt());
      default ->
          switch (item.attributes().get(attribute.name())) {
            case null -> List.of();
            case List<?> list -> list;
            case Object value -> List.of(value);
          };
    };
  }

  /** The item's value if it is of the wanted type. */
  private static Stream<Object> comparable(Object value, Value wanted) {
    return switch (wanted) {
      case Value.Number _ ->
          value instanceof Number number ? Stream.of(number.doubleValue()) : Stream.empty();
      case Value.Flag _ -> value instanceof Boolean ? Stream.of(value) : Stream.empty();
      case Value.Text _ -> value instanceof String ? Stream.of(value) : Stream.empty();
      case Value.Moment _, Value.FromNow _ ->
          value instanceof Instant
              ? Stream.of(value)
              : value instanceof String text && text.length() > 1
                  ? Stream.of(Instant.parse(text))
                  : Stream.empty();
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static boolean holds(Operator operator, Object value, Value wanted, Instant now) {
    Object bound =
        switch (wanted) {
          case Value.Number number -> number.number();
          case Value.Flag flag -> flag.flag();
          case Value.Text text -> text.text();
          case Value.Moment moment -> moment.moment();
          case Value.FromNow fromNow -> now.plus(fromNow.added());
        };
    Operator positive =
        switch (operator) {
          case NOT_EQUAL -> Operator.EQUAL;
          case NOT_IN -> Operator.IN;
          default -> operator;
        };
    return positive.holds(((Comparable) value).compareTo(bound));
  }
}
