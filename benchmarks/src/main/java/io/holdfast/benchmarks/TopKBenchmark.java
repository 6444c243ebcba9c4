package io.holdfast.benchmarks;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
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
 * An exact search for the best items on one thread, in bytes of factors read a second. It reads all
 * factors once, so its limit is the memory: beside it stand {@code sgemv} over the same factors,
 * which computes the scores and does not look at them, and {@code sdot} over both halves of them,
 * which reads the same bytes and does as little as can be done with them.
 *
 * <p>The factors do not fit in the cache at the default size (128 MB).
 *
 * <pre>benchmarks/run top-k</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class TopKBenchmark {
  /** How many items there are. */
  @Param("500000")
  int items;

  /** Dimensions of a factor. */
  @Param("64")
  int factors;

  /** How many items are wanted. */
  @Param("10")
  int k;

  private LinearAlgebra linearAlgebra;
  private FactorSearch search;
  private float[] matrix;
  private float[] query;
  private float[] scores;
  private ItemFilter filter;

  /** Draws the factors and a query. */
  @Setup
  public void setUp() {
    linearAlgebra = LinearAlgebraProvider.get();
    SplittableRandom random = new SplittableRandom(1);
    matrix = Numbers.uniform(random, items * factors);
    query = Numbers.uniform(random, factors);
    scores = new float[items];
    search = new FactorSearch(linearAlgebra, matrix, items, factors);
    filter = ItemFilter.excluding(random.ints(100, 0, items).toArray());
  }

  /** Ours, with a history of 100 items left out. */
  @Benchmark
  public TopK search() {
    return search.search(query, k, filter);
  }

  /** The scores alone. */
  @Benchmark
  public float[] sgemv() {
    linearAlgebra.gemv(false, items, factors, 1f, matrix, 0, factors, query, 0, 0f, scores, 0);
    return scores;
  }

  /** The memory. */
  @Benchmark
  public float sdot() {
    int half = matrix.length / 2;
    return linearAlgebra.dot(half, matrix, 0, matrix, half);
  }

  static double bytes(BenchmarkParams parameters) {
    return (double) Float.BYTES
        * Integer.parseInt(parameters.getParam("items"))
        * Integer.parseInt(parameters.getParam("factors"));
  }
}
