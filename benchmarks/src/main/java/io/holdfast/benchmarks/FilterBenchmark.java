package io.holdfast.benchmarks;

import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.ItemAttributes;
import io.holdfast.core.filter.ItemSet;
import io.holdfast.core.filter.ItemTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Which items of a catalogue pass a filter of three tests, on one thread. A new filter reads three
 * columns once (4 bytes an item of a text, 8 of a number or a moment), so its limit is the memory:
 * beside it stands a sum over as many bytes. A filter that is known costs nothing in proportion to
 * the catalogue.
 *
 * <pre>benchmarks/run filters</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class FilterBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Filter FILTER =
      Filter.parse("category in ('c1','c2') and price < 20 and publishedAt > now()-30d");
  private static final int CATEGORIES = 50;
  private static final int DAYS = 365;
  private static final int BYTES = Integer.BYTES + 2 * Double.BYTES;

  /** How many items there are. */
  @Param({"100000", "1000000"})
  int items;

  private ItemTable table;
  private double[] numbers;

  /** Draws a catalogue. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    table = new ItemTable();
    for (int k = 0; k < items; k++) {
      table.put(
          "item-" + k,
          new ItemAttributes(
              List.of("c" + random.nextInt(CATEGORIES)),
              List.of(),
              null,
              NOW.minusSeconds(random.nextInt(DAYS * 86_400)),
              Map.of("price", random.nextInt(10_000) / 100.0),
              true,
              null,
              null));
    }
    table.changed();
    numbers = random.doubles((long) items * BYTES / Double.BYTES).toArray();
  }

  /** A filter that is new, or whose answer holds no more. */
  @Benchmark
  public ItemSet evaluated() {
    table.changed();
    return table.select(FILTER, NOW);
  }

  /** A filter whose answer is kept. */
  @Benchmark
  public ItemSet kept() {
    return table.select(FILTER, NOW);
  }

  /** The memory. */
  @Benchmark
  public double sum() {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int k = 0; k + 3 < numbers.length; k += 4) {
      sum0 += numbers[k];
      sum1 += numbers[k + 1];
      sum2 += numbers[k + 2];
      sum3 += numbers[k + 3];
    }
    return sum0 + sum1 + sum2 + sum3;
  }

  static double bytes(BenchmarkParams parameters) {
    return (double) BYTES * Integer.parseInt(parameters.getParam("items"));
  }
}
