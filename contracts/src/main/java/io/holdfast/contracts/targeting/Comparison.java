package io.holdfast.contracts.targeting;

/** Tests of order: of numbers, of text by its UTF-16 units, and of versions. */
final class Comparison {
  private Comparison() {}

  /**
   * {@code $lt, $lte, $gt, $gte}: text with text by its characters, anything else as numbers (see
   * {@link Numbers#of}); what is not a number has no order.
   */
  static ValueTest to(Relation relation, Object constant) {
    return new Ordered(
        relation, constant instanceof String text ? text : null, Numbers.of(constant));
  }

  private record Ordered(Relation relation, String text, double number) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      if (text != null && value instanceof String other) {
        return relation.holds(other.compareTo(text));
      }
      double other = Numbers.of(value);
      if (Double.isNaN(other) || Double.isNaN(number)) {
        return false;
      }
      return relation.holds(other < number ? -1 : other > number ? 1 : 0);
    }
  }

  /**
   * {@code $veq, $vne, $vlt, $vlte, $vgt, $vgte}.
   *
   * @param version the constant
   */
  record ToVersion(Relation relation, Version version) implements ValueTest {
    @Override
    public boolean passes(Object value) {
      return relation.holds(-version.compareTo(Version.text(value)));
    }
  }
}
