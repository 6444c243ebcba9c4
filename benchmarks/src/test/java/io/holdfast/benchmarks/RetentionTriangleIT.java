package io.holdfast.benchmarks;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Bitmaps, DuckDB and PostgreSQL give the same retention triangles. */
class RetentionTriangleIT {
  @Test
  void retentionTriangle() throws RunnerException {
    Smoke.run("retention-triangle", "users=500", "days=20");
  }
}
