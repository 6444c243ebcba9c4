package io.holdfast.cli.analysis;

import io.holdfast.cli.table.Field;
import io.holdfast.cli.table.TableException;
import java.util.Arrays;

/** One number a unit, reduced from the unit's rows as they are read. Not thread-safe. */
final class UnitColumn {

  /** What becomes of several rows of a unit. */
  enum Reduction {
    /** Their sum. */
    SUM,
    /** The largest, of values 0 and 1. */
    MAX,
    /** They must agree; empty ones are passed over. */
    SAME
  }

  private final Field field;
  private final Reduction reduction;
  private double[] values = {};

  UnitColumn(Field field, Reduction reduction) {
    this.field = field;
    this.reduction = reduction;
  }

  /**
   * Takes the row that was read last.
   *
   * @param unit whose row it is
   * @throws TableException if the field does not fit
   */
  void read(int unit) throws TableException {
    if (unit >= values.length) {
      int known = values.length;
      values = Arrays.copyOf(values, Math.max(1_024, Math.addExact(unit, (unit >> 1) + 1)));
      Arrays.fill(values, known, values.length, Double.NaN);
    }
    double before = values[unit];
    values[unit] =
        switch (reduction) {
          case SUM -> Double.isNaN(before) ? field.number() : before + field.number();
          case MAX -> Double.isNaN(before) ? zeroOrOne() : Math.max(before, zeroOrOne());
          case SAME -> field.isBlank() ? before : same(before);
        };
  }

  /** The number of a unit that was read; NaN if all its fields were empty. */
  double value(int unit) {
    return values[unit];
  }

  boolean is(String column, Reduction other) {
    return reduction == other && field.column().equals(column);
  }

  private double zeroOrOne() throws TableException {
    double value = field.number();
    if (value == 0 || value == 1) {
      return value;
    }
    throw field.error("is " + field.shown() + "; the values of a proportion are 0 and 1");
  }

  private double same(double before) throws TableException {
    double value = field.number();
    if (Double.isNaN(before) || before == value) {
      return value;
    }
    throw field.error(
        "is %s here and %s in an earlier row of this unit; a covariate is one number a unit"
            .formatted(value, before));
  }
}
