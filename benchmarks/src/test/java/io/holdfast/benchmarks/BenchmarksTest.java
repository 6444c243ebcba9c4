package io.holdfast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Every benchmark can be set up and run. */
class BenchmarksTest {
  @Test
  void alsEpoch() throws RunnerException {
    Smoke.run("als-epoch", "users=20", "items=10", "draws=3", "factors=4");
  }

  @Test
  void blas() throws RunnerException {
    Smoke.run("blas", "provider=java");
  }

  @Test
  void foldIn() throws Exception {
    Smoke.run("fold-in", "interactions=3", "factors=4");
  }

  @Test
  void bprFoldIn() throws RunnerException {
    Smoke.run("bpr-fold-in", "interactions=3", "factors=4", "negatives=5");
  }

  @Test
  void topK() throws RunnerException {
    Smoke.run("top-k", "items=100", "factors=4", "k=3");
  }

  @Test
  void assignment() throws RunnerException {
    Smoke.run("assignment");
  }

  @Test
  void retentionEvents() throws RunnerException {
    Smoke.run("retention-events", "events=1000", "users=50");
  }

  @Test
  void sessions() throws RunnerException {
    Smoke.run("sessions", "users=20");
  }

  @Test
  void namesAreKnown() {
    assertThat(Plan.named("no-such")).isEmpty();
  }
}
