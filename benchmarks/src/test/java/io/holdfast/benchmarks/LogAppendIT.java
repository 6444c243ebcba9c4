package io.holdfast.benchmarks;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** The benchmark of the log can be set up and run. */
class LogAppendIT {
  @Test
  void logAppend() throws RunnerException {
    Smoke.run("log-append", "batch=3");
  }
}
