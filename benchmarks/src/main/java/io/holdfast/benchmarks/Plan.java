package io.holdfast.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a benchmark's times mean, and what they are compared with.
 *
 * @param name how it is called
 * @param benchmark its class
 * @param unit of work a second
 * @param clock whose seconds: of the CPU where one thread computes, or of the wall where one waits
 * @param rates what is measured, ours first
 */
record Plan(String name, Class<?> benchmark, String unit, Clock clock, List<Rate> rates) {

  /** All there are. */
  static final List<Plan> ALL =
      List.of(
          new Plan(
              "als-epoch",
              AlsEpochBenchmark.class,
              "GFLOP/s",
              Clock.CPU,
              List.of(
                  new Rate("als", billions(AlsEpochBenchmark::flops)),
                  new Rate("sgemm", billions(AlsEpochBenchmark::gemmFlops)))),
          new Plan(
              "blas",
              BlasBenchmark.class,
              "GFLOP/s",
              Clock.CPU,
              List.of(
                  new Rate("gemm", billions(BlasBenchmark::gemmFlops)),
                  new Rate("syrk", billions(BlasBenchmark::syrkFlops)),
                  new Rate("posv128", billions(BlasBenchmark::posv128Flops)),
                  new Rate("posv64", billions(BlasBenchmark::posv64Flops)),
                  new Rate("gemv", billions(BlasBenchmark::gemvFlops)))),
          new Plan(
              "fold-in",
              AlsFoldInBenchmark.class,
              "1/s",
              Clock.CPU,
              List.of(
                  new Rate("foldIn", AlsFoldInBenchmark::one),
                  new Rate("sposv", AlsFoldInBenchmark::one))),
          new Plan(
              "bpr-fold-in",
              BprFoldInBenchmark.class,
              "1/s",
              Clock.CPU,
              List.of(
                  new Rate("foldIn", BprFoldInBenchmark::one),
                  new Rate("newtonStep", BprFoldInBenchmark::one))),
          new Plan(
              "top-k",
              TopKBenchmark.class,
              "GB/s",
              Clock.CPU,
              List.of(
                  new Rate("search", billions(TopKBenchmark::bytes)),
                  new Rate("sgemv", billions(TopKBenchmark::bytes)),
                  new Rate("sdot", billions(TopKBenchmark::bytes)))),
          new Plan(
              "filters",
              FilterBenchmark.class,
              "GB/s",
              Clock.CPU,
              List.of(
                  new Rate("evaluated", billions(FilterBenchmark::bytes)),
                  new Rate("kept", billions(FilterBenchmark::bytes)),
                  new Rate("sum", billions(FilterBenchmark::bytes)))),
          new Plan(
              "assignment",
              AssignmentBenchmark.class,
              "million/s",
              Clock.CPU,
              List.of(
                  new Rate("assign", AssignmentBenchmark::millionths),
                  new Rate("assignInNamespace", AssignmentBenchmark::millionths),
                  new Rate("assignTargeted", AssignmentBenchmark::millionths),
                  new Rate("assignByExpression", AssignmentBenchmark::millionths),
                  new Rate("hash", AssignmentBenchmark::millionths))),
          new Plan(
              "log-append",
              LogAppendBenchmark.class,
              "rows/s",
              Clock.WALL,
              List.of(
                  new Rate("append", LogAppendBenchmark::rows),
                  new Rate("copy", LogAppendBenchmark::rows))),
          new Plan(
              "retention-triangle",
              RetentionTriangleBenchmark.class,
              "answers/s",
              Clock.WALL,
              List.of(
                  new Rate("bitmaps", RetentionTriangleBenchmark::one),
                  new Rate("duckDb", RetentionTriangleBenchmark::one),
                  new Rate("postgreSql", RetentionTriangleBenchmark::one),
                  new Rate("sweep", RetentionTriangleBenchmark::one))),
          new Plan(
              "retention-events",
              RetentionEventsBenchmark.class,
              "million events/s",
              Clock.CPU,
              List.of(
                  new Rate("firstTime", RetentionEventsBenchmark::millions),
                  new Rate("recurring", RetentionEventsBenchmark::millions),
                  new Rate("sort", RetentionEventsBenchmark::millions))),
          new Plan(
              "sessions",
              SessionBenchmark.class,
              "million events/s",
              Clock.CPU,
              List.of(
                  new Rate("add", SessionBenchmark::millions),
                  new Rate("sessionsOf", SessionBenchmark::millions),
                  new Rate("gaps", SessionBenchmark::millions))));

  /** Whose time counts. */
  enum Clock {
    CPU(" of CPU time"),
    WALL(" of wall time");

    private final String suffix;

    Clock(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  /**
   * A method and the work that one operation of it is.
   *
   * @param method the benchmark method
   * @param work in the plan's unit times a second
   */
  record Rate(String method, ToDoubleFunction<BenchmarkParams> work) {}

  static Optional<Plan> named(String name) {
    return ALL.stream().filter(plan -> plan.name.equals(name)).findFirst();
  }

  private static ToDoubleFunction<BenchmarkParams> billions(
      ToDoubleFunction<BenchmarkParams> work) {
    return parameters -> work.applyAsDouble(parameters) / 1e9;
  }
}
