package io.holdfast.core.filter;

import io.holdfast.core.filter.Filter.Source;
import io.holdfast.core.filter.Filter.Value;
import java.util.List;

/** One filter over all items of a table, a bit each. Not thread-safe. */
final class Evaluation {
  private final ItemTable table;
  private final int words;
  private final Period period;

  Evaluation(ItemTable table, int words, Period period) {
    this.table = table;
    this.words = words;
    this.period = period;
  }

  long[] evaluate(Filter filter) {
    return switch (filter) {
      case Filter.All all -> all(all.filters());
      case Filter.Any any -> any(any.filters());
      case Filter.Not not -> inverted(evaluate(not.filter()));
      case Filter.Exists exists -> exists(exists.attribute());
      case Filter.Test test -> test(test);
    };
  }

  private long[] all(List<Filter> filters) {
    long[] bits = evaluate(filters.getFirst());
    for (Filter filter : filters.subList(1, filters.size())) {
      long[] other = evaluate(filter);
      for (int word = 0; word < words; word++) {
        bits[word] &= other[word];
      }
    }
    return bits;
  }

  private long[] any(List<Filter> filters) {
    long[] bits = evaluate(filters.getFirst());
    for (Filter filter : filters.subList(1, filters.size())) {
      long[] other = evaluate(filter);
      for (int word = 0; word < words; word++) {
        bits[word] |= other[word];
      }
    }
    return bits;
  }

  private long[] exists(Filter.Attribute attribute) {
    long[] bits = new long[words];
    if (attribute.source() == Source.ITEM_ID) {
      return inverted(bits);
    }
    AttributeColumn column = table.find(attribute);
    if (column != null) {
      column.exists(bits);
    }
    return bits;
  }

  private long[] test(Filter.Test test) {
    long[] bits = new long[words];
    if (test.attribute().source() == Source.ITEM_ID) {
      for (Value value : test.values()) {
        int number = table.number(((Value.Text) value).text());
        if (number != ItemNumbers.UNKNOWN) {
          Pages.set(bits, number);
        }
      }
      return test.operator().isNegative() ? inverted(bits) : bits;
    }
    AttributeColumn column = table.find(test.attribute());
    if (column == null) {
      return bits;
    }
    column.test(test.operator(), test.values(), period, bits);
    if (test.operator().isNegative()) {
      long[] having = new long[words];
      column.existsAs(test.values().getFirst(), having);
      for (int word = 0; word < words; word++) {
        bits[word] = having[word] & ~bits[word];
      }
    }
    return bits;
  }

  private long[] inverted(long[] bits) {
    for (int word = 0; word < words; word++) {
      bits[word] = ~bits[word];
    }
    return bits;
  }
}
