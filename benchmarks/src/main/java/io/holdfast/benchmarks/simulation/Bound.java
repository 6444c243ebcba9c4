package io.holdfast.benchmarks.simulation;

import java.util.Locale;

/**
 * What a measured number must lie between.
 *
 * @param least inclusive
 * @param most inclusive
 */
record Bound(double least, double most) {

  /** No bound: for comparison only. */
  static final Bound NONE = new Bound(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Bound atLeast(double least) {
    return new Bound(least, Double.POSITIVE_INFINITY);
  }

  static Bound atMost(double most) {
    return new Bound(Double.NEGATIVE_INFINITY, most);
  }

  boolean holds(double value) {
    return least <= value && value <= most;
  }

  /** In the unit of the table. */
  String text(Unit unit) {
    if (equals(NONE)) {
      return "–";
    }
    if (Double.isInfinite(least)) {
      return "≤ " + unit.text(most);
    }
    return Double.isInfinite(most)
        ? "≥ " + unit.text(least)
        : unit.text(least) + " to " + unit.text(most);
  }

  /** How a number is written. */
  enum Unit {
    /** A share, as per cent. */
    PERCENT,
    /** A small share, as per cent with more digits. */
    FINE_PERCENT,
    /** A ratio. */
    RATIO,
    /** A number of days. */
    DAYS;

    String text(double value) {
      return switch (this) {
        case PERCENT -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
        case FINE_PERCENT -> String.format(Locale.ROOT, "%.4f %%", 100 * value);
        case RATIO -> String.format(Locale.ROOT, "%.3f", value);
        case DAYS -> String.format(Locale.ROOT, "%.0f", value);
      };
    }
  }
}
