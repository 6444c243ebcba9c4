package io.holdfast.core.filter;

import io.holdfast.core.filter.Filter.Operator;
import io.holdfast.core.filter.Filter.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * What all items have of one attribute: a column for each type of value, since nothing keeps an
 * attribute from being a number of one item and a text of another. One thread writes.
 */
final class AttributeColumn {
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final boolean[] ANY_FLAG = {false, true, true};

  private final NumberColumn numbers = new NumberColumn();
  private final NumberColumn moments = new NumberColumn();
  private final CodeColumn flags = new CodeColumn();
  private final CodeColumn texts = new CodeColumn();
  private final Dictionary dictionary = new Dictionary();

  /**
   * Replaces what an item has.
   *
   * @param value a text, a number, a boolean, an instant, a list of texts; null for nothing
   */
  void set(int item, Object value) {
    numbers.set(item, value instanceof Number number ? number.doubleValue() : NumberColumn.NONE);
    moments.set(item, value instanceof Instant moment ? Period.micros(moment) : NumberColumn.NONE);
    if (value instanceof Boolean flag) {
      flags.set(item, flag ? TRUE : FALSE);
    } else {
      flags.set(item);
    }
    List<String> words =
        switch (value) {
          case String text -> List.of(text);
          case List<?> list -> list.stream().map(String.class::cast).distinct().toList();
          case null, default -> List.of();
        };
    texts.set(item, dictionary.codes(words));
  }

  /** The codes of the texts that an item has. */
  int[] textCodes(int item) {
    return texts.get(item);
  }

  /** The moment that an item has; null if it has none. */
  Instant moment(int item) {
    double micros = moments.get(item);
    return Double.isNaN(micros) ? null : Instant.EPOCH.plus((long) micros, ChronoUnit.MICROS);
  }

  /** Sets the bits of the items that have it. */
  void exists(long[] bits) {
    numbers.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, bits);
    moments.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, bits);
    flags.among(ANY_FLAG, bits);
    texts.among(dictionary.every(), bits);
  }

  /** Sets the bits of the items that have a value of that type. */
  void existsAs(Value value, long[] bits) {
    switch (value) {
      case Value.Number _ ->
          numbers.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, bits);
      case Value.Flag _ -> flags.among(ANY_FLAG, bits);
      case Value.Text _ -> texts.among(dictionary.every(), bits);
      case Value.Moment _ -> existsAsMoment(bits);
      case Value.FromNow _ -> existsAsMoment(bits);
    }
  }

  private void existsAsMoment(long[] bits) {
    moments.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, bits);
    texts.among(dictionary.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), bits);
  }

  /**
   * Sets the bits of the items of which an operator that is not negative holds for one of those
   * values, all of one type.
   */
  void test(Operator operator, List<Value> values, Period period, long[] bits) {
    switch (values.getFirst()) {
      case Value.Number first -> {
        if (values.size() > 1) {
          numbers.among(sorted(values), bits);
        } else {
          numbers.between(least(operator, first.number()), most(operator, first.number()), bits);
        }
      }
      case Value.Flag _ -> {
        boolean[] wanted = new boolean[3];
        values.forEach(value -> wanted[((Value.Flag) value).flag() ? TRUE : FALSE] = true);
        flags.among(wanted, bits);
      }
      case Value.Text first ->
          texts.among(
              operator.isOrder()
                  ? dictionary.such(text -> operator.holds(text.compareTo(first.text())))
                  : dictionary.among(
                      values.stream().map(value -> ((Value.Text) value).text()).toList()),
              bits);
      case Value.Moment _ ->
          values.forEach(
              value -> moment(operator, Period.micros(((Value.Moment) value).moment()), bits));
      case Value.FromNow _ ->
          values.forEach(
              value -> {
                double added = ((Value.FromNow) value).added().toSeconds() * 1e6;
                moments.tell(period, added);
                dictionary.tell(period, added);
                moment(operator, period.at() + added, bits);
              });
    }
  }

  private void moment(Operator operator, double bound, long[] bits) {
    double least = least(operator, bound);
    double most = most(operator, bound);
    moments.between(least, most, bits);
    texts.among(dictionary.between(least, most), bits);
  }

  private static double[] sorted(List<Value> values) {
    double[] sorted =
        values.stream().mapToDouble(value -> ((Value.Number) value).number()).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double least(Operator operator, double bound) {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL -> Double.NEGATIVE_INFINITY;
      case GREATER -> Math.nextUp(bound);
      default -> bound;
    };
  }

  private static double most(Operator operator, double bound) {
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL -> Double.POSITIVE_INFINITY;
      case LESS -> Math.nextDown(bound);
      default -> bound;
    };
  }
}
