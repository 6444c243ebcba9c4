package io.holdfast.cli.demo;

/** Hears how the demo goes on. */
public interface Progress {
  /** A phase begins. */
  void phase(String what);

  /** A day has been lived. */
  void day(int day, int days, String state);
}
