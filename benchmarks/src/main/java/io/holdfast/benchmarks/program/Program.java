package io.holdfast.benchmarks.program;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** A benchmark that JMH does not run, because it compares processes or more than times. */
@FunctionalInterface
public interface Program {

  /**
   * Runs it and prints its report.
   *
   * @throws IllegalArgumentException if an argument is not understood; the message says why
   * @throws IOException if a file cannot be written or a process not be started
   * @throws InterruptedException if the thread is interrupted while it waits for a process
   */
  void run(List<String> arguments, PrintStream out) throws IOException, InterruptedException;
}
