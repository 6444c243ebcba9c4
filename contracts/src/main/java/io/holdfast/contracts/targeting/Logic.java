package io.holdfast.contracts.targeting;

import java.util.List;
import java.util.Map;

/** Conditions out of conditions. */
final class Logic {
  private Logic() {}

  /** All of them; passes if there are none. */
  static ValueTest all(List<ValueTest> tests) {
    return tests.size() == 1 ? tests.getFirst() : new All(tests.toArray(ValueTest[]::new));
  }

  /** One of them; passes if there are none, as in the specification. */
  static ValueTest any(List<ValueTest> tests) {
    return tests.isEmpty() ? ValueTest.ALWAYS : new Any(tests.toArray(ValueTest[]::new));
  }

  private record All(ValueTest[] tests) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      for (ValueTest test : tests) {
        if (!test.passes(value)) {
          return false;
        }
      }
      return true;
    }
  }

  private record Any(ValueTest[] tests) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      for (ValueTest test : tests) {
        if (test.passes(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The opposite. */
  record Not(ValueTest test) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return !test.passes(value);
    }
  }

  /**
   * What is found below a value.
   *
   * @param steps the path's names, outermost first
   * @param test what is found there must pass
   */
  record At(String[] steps, ValueTest test) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      Object found = value;
      for (String step : steps) {
        found = found instanceof Map<?, ?> map ? map.get(step) : null;
      }
      return test.passes(found);
    }
  }
}
