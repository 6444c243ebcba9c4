package io.holdfast.benchmarks.ingest;

/**
 * What one way of storing the same rows took.
 *
 * @param rows how many
 * @param seconds of wall time
 * @param processors CPU seconds of each part
 * @param flushes of the write-ahead log
 */
record Side(long rows, double seconds, Processors processors, long flushes) {
  double rowsPerSecond() {
    return rows / seconds;
  }

  /** CPU time of a part for a row. */
  double micros(double cpuSeconds) {
    return 1e6 * cpuSeconds / rows;
  }

  /** CPU time of all parts for a row. */
  double totalMicros() {
    return micros(processors.total());
  }
}
