package io.holdfast.benchmarks.simulation;

import java.io.PrintStream;

/** Prints what was measured beside its bounds, as a table in Markdown, and counts what failed. */
final class Table {

  private final PrintStream out;
  private int bounds;
  private int failed;

  Table(PrintStream out) {
    this.out = out;
    out.println("| what | measured | bound | holds |");
    out.println("|---|---|---|---|");
  }

  void row(String what, double value, Bound.Unit unit, Bound bound) {
    boolean bounded = !bound.equals(Bound.NONE);
    boolean holds = bound.holds(value);
    bounds += bounded ? 1 : 0;
    failed += holds ? 0 : 1;
    out.printf(
        "| %s | %s | %s | %s |%n",
        what, unit.text(value), bound.text(unit), bounded ? (holds ? "yes" : "**no**") : "–");
  }

  void summary() {
    out.printf("%n%d of %d bounds hold.%n", bounds - failed, bounds);
  }
}
