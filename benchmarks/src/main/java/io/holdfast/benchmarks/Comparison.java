package io.holdfast.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** The results of a plan as text: median, spread over the iterations, and the ratios. */
final class Comparison {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Plan plan;
  private final Collection<RunResult> results;

  Comparison(Plan plan, Collection<RunResult> results) {
    this.plan = plan;
    this.results = results;
  }

  /** One line a method, then one a ratio of ours to another's. */
  String text() {
    List<String> lines = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (Plan.Rate rate : plan.rates()) {
      RunResult result = result(rate.method());
      Statistics times = times(result).getStatistics();
      double work = rate.work().applyAsDouble(result.getParams()) / unit(result);
      double median = work / times.getPercentile(50);
      rates.add(median);
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s %,12.5g %s, median of %d, spread %,.5g to %,.5g; %,.1f B/op allocated%s",
              rate.method(),
              median,
              plan.unit() + plan.clock().suffix(),
              times.getN(),
              work / times.getMax(),
              work / times.getMin(),
              allocated(result),
              parameters(result.getParams())));
    }
    for (int other = 1; other < rates.size(); other++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s / %s = %.2f",
              plan.rates().getFirst().method(),
              plan.rates().get(other).method(),
              rates.getFirst() / rates.get(other)));
    }
    return String.join("\n", lines);
  }

  private RunResult result(String method) {
    String name = plan.benchmark().getName() + "." + method;
    return results.stream()
        .filter(it -> it.getParams().getBenchmark().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " has no result"));
  }

  private Result<?> times(RunResult result) {
    return plan.clock() == Plan.Clock.WALL
        ? result.getPrimaryResult()
        : result.getSecondaryResults().get(CpuTimeProfiler.NAME);
  }

  /** The unit of {@link #times} in seconds. */
  private double unit(RunResult result) {
    double nanos =
        plan.clock() == Plan.Clock.WALL ? result.getParams().getTimeUnit().toNanos(1) : 1;
    return nanos / TimeUnit.SECONDS.toNanos(1);
  }

  private static double allocated(RunResult result) {
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return allocated == null ? Double.NaN : allocated.getScore();
  }

  private static String parameters(BenchmarkParams parameters) {
    return String.join(
        ",",
        parameters.getParamsKeys().stream()
            .map(key -> " " + key + "=" + parameters.getParam(key))
            .toList());
  }
}
