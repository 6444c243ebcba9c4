package io.holdfast.contracts.targeting;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tests of sets and lists. */
final class Membership {
  private Membership() {}

  /**
   * {@code $in}: strictly equal to one of the constants; of a list, one element is enough.
   *
   * @param ignoreCase whether letters of either case are the same
   */
  static ValueTest oneOf(List<?> constants, boolean ignoreCase) {
    Set<String> texts = ignoreCase ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : new HashSet<>();
    double[] numbers =
        constants.stream()
            .filter(Number.class::isInstance)
            .mapToDouble(number -> ((Number) number).doubleValue() + 0.0)
            .sorted()
            .toArray();
    boolean absent = false;
    boolean yes = false;
    boolean no = false;
    for (Object constant : constants) {
      switch (constant) {
        case null -> absent = true;
        case String text -> texts.add(text);
        case Boolean truth when truth -> yes = true;
        case Boolean truth -> no = true;
        default -> {}
      }
    }
    return new OneOf(texts, numbers, absent, yes, no);
  }

  /**
   * Looks up without allocating, which a set of boxed numbers would not.
   *
   * @param numbers in ascending order, without −0
   */
  private record OneOf(Set<String> texts, double[] numbers, boolean absent, boolean yes, boolean no)
      implements ValueTest {
    @Override
    public boolean passes(Object value) {
      if (!(value instanceof List<?> list)) {
        return holds(value);
      }
      for (int k = 0; k < list.size(); k++) {
        if (holds(list.get(k))) {
          return true;
        }
      }
      return false;
    }

    private boolean holds(Object value) {
      return switch (value) {
        case null -> absent;
        case String text -> texts.contains(text);
        case Number number -> Arrays.binarySearch(numbers, number.doubleValue() + 0.0) >= 0;
        case Boolean truth -> truth ? yes : no;
        default -> false;
      };
    }
  }

  /**
   * {@code $all}: a list in which each test passes some element.
   *
   * @param tests one for each that must be there
   */
  record HasAll(List<ValueTest> tests) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      if (!(value instanceof List<?> list)) {
        return false;
      }
      for (int k = 0; k < tests.size(); k++) {
        if (!someElement(list, tests.get(k))) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * {@code $elemMatch}: a list with an element that passes.
   *
   * @param test of an element
   */
  record HasElement(ValueTest test) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return value instanceof List<?> list && someElement(list, test);
    }
  }

  /**
   * {@code $size}: a list whose number of elements passes.
   *
   * @param test of the number
   */
  record HasSize(ValueTest test) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return value instanceof List<?> list && test.passes(list.size());
    }
  }

  private static boolean someElement(List<?> list, ValueTest test) {
    for (int k = 0; k < list.size(); k++) {
      if (test.passes(list.get(k))) {
        return true;
      }
    }
    return false;
  }
}
