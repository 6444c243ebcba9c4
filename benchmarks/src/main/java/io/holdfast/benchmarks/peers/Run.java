package io.holdfast.benchmarks.peers;

import java.util.List;

/**
 * What a contestant's process told.
 *
 * @param setup seconds from the data in memory to the first iteration
 * @param epochs each iteration
 * @param kernel what computed
 * @param peakBytes the most memory that was resident
 */
record Run(double setup, List<Epoch> epochs, String kernel, long peakBytes) {

  /**
   * An iteration.
   *
   * @param seconds of wall time
   * @param cpuSeconds of CPU time of the whole process, the setup's with the first; NaN if it is
   *     not known
   * @param loss the objective after it; NaN if it is not known
   */
  record Epoch(double seconds, double cpuSeconds, double loss) {}

  /** Copies the list. */
  Run {
    epochs = List.copyOf(epochs);
  }

  /** Seconds until the loss was {@code target} or below for the first time; NaN if never. */
  double secondsToReach(double target) {
    double seconds = setup;
    for (Epoch epoch : epochs) {
      seconds += epoch.seconds();
      if (epoch.loss() <= target) {
        return seconds;
      }
    }
    return Double.NaN;
  }

  /**
   * CPU seconds of setup and iterations until the loss was {@code target} or below; NaN if never.
   */
  double cpuSecondsToReach(double target) {
    double seconds = 0;
    for (Epoch epoch : epochs) {
      seconds += epoch.cpuSeconds();
      if (epoch.loss() <= target) {
        return seconds;
      }
    }
    return Double.NaN;
  }
}
