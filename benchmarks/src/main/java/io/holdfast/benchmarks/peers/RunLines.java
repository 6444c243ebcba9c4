package io.holdfast.benchmarks.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines in which a contestant's process tells of its run: {@code setup=SECONDS}, for each
 * iteration {@code epoch=SECONDS [CPU-SECONDS [LOSS]]}, {@code kernel=TEXT}, {@code peak=BYTES}.
 * Lines of other forms are passed over.
 */
final class RunLines {
  private RunLines() {}

  static void print(Run run, PrintStream out) {
    out.printf(Locale.ROOT, "setup=%.6f%n", run.setup());
    for (Run.Epoch epoch : run.epochs()) {
      out.printf(
          Locale.ROOT, "epoch=%.6f %.6f %s%n", epoch.seconds(), epoch.cpuSeconds(), epoch.loss());
    }
    out.printf("kernel=%s%npeak=%d%n", run.kernel(), run.peakBytes());
  }

  /**
   * The run that the lines tell of.
   *
   * @throws IOException if they do not tell of one
   */
  static Run parse(List<String> lines) throws IOException {
    double setup = 0;
    String kernel = "unknown";
    long peak = 0;
    List<Run.Epoch> epochs = new ArrayList<>();
    try {
      for (String line : lines) {
        String value = line.substring(line.indexOf('=') + 1);
        if (line.startsWith("setup=")) {
          setup = Double.parseDouble(value);
        } else if (line.startsWith("epoch=")) {
          epochs.add(epoch(value.split(" ")));
        } else if (line.startsWith("kernel=")) {
          kernel = value;
        } else if (line.startsWith("peak=")) {
          peak = Long.parseLong(value);
        }
      }
    } catch (NumberFormatException e) {
      throw new IOException("a line is not as expected: " + e.getMessage(), e);
    }
    if (epochs.isEmpty()) {
      throw new IOException("no iteration was told of in " + lines);
    }
    return new Run(setup, epochs, kernel, peak);
  }

  private static Run.Epoch epoch(String[] values) {
    return new Run.Epoch(
        Double.parseDouble(values[0]),
        values.length > 1 ? Double.parseDouble(values[1]) : Double.NaN,
        values.length > 2 ? Double.parseDouble(values[2]) : Double.NaN);
  }
}
