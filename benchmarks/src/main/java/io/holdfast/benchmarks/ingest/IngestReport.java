package io.holdfast.benchmarks.ingest;

import io.holdfast.benchmarks.program.Spread;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Prints what was measured: of rounds the median, then the least and the most. */
final class IngestReport {
  private static final double MICROS_A_MILLI = 1_000;

  private final PrintStream out;

  IngestReport(PrintStream out) {
    this.out = out;
  }

  void saturated(BatchSizes sizes, List<Side> ingested, List<Side> copied) {
    out.printf(
        Locale.ROOT,
        "%nbatches of %s, %d connections, %d rounds of %,d rows%n",
        sizes,
        sizes.connections(),
        ingested.size(),
        ingested.getFirst().rows());
    print("  HTTP, rows/s", of(ingested, Side::rowsPerSecond));
    print("  COPY, rows/s", of(copied, Side::rowsPerSecond));
    print(
        "  HTTP / COPY, rows/s",
        of(ingested, copied, (ours, copy) -> ours.rowsPerSecond() / copy.rowsPerSecond()));
    print("  HTTP, CPU us a row", of(ingested, Side::totalMicros));
    print("    service", of(ingested, side -> side.micros(side.processors().service())));
    print("    PostgreSQL", of(ingested, side -> side.micros(side.processors().database())));
    print("    generator", of(ingested, side -> side.micros(side.processors().generator())));
    print("  COPY, CPU us a row", of(copied, Side::totalMicros));
    print("    PostgreSQL", of(copied, side -> side.micros(side.processors().database())));
    print(
        "  COPY / HTTP, CPU us",
        of(ingested, copied, (ours, copy) -> copy.totalMicros() / ours.totalMicros()));
    print("  HTTP, rows a flush", of(ingested, side -> (double) side.rows() / side.flushes()));
  }

  void atRate(double rate, int requests, IngestLoad.Load load) {
    Histogram micros = load.micros();
    out.printf(
        Locale.ROOT,
        "  at %,.0f rows/s, %,d requests: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, most %.1f ms;"
            + " refused %d%n",
        rate,
        requests,
        micros.getValueAtPercentile(50) / MICROS_A_MILLI,
        micros.getValueAtPercentile(99) / MICROS_A_MILLI,
        micros.getValueAtPercentile(99.9) / MICROS_A_MILLI,
        micros.getMaxValue() / MICROS_A_MILLI,
        load.refused());
  }

  private void print(String what, Spread spread) {
    out.printf(Locale.ROOT, "%-24s %s%n", what, spread);
  }

  private static Spread of(List<Side> sides, ToDoubleFunction<Side> value) {
    return Spread.of(sides.stream().mapToDouble(value).toArray());
  }

  private static Spread of(
      List<Side> ours, List<Side> copies, ToDoubleBiFunction<Side, Side> value) {
    return Spread.of(
        IntStream.range(0, ours.size())
            .mapToDouble(k -> value.applyAsDouble(ours.get(k), copies.get(k)))
            .toArray());
  }
}
