package io.holdfast.benchmarks;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
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
 * The kernels of one provider of linear algebra on one thread, at the sizes that training and
 * serving use, in floating point operations a second.
 *
 * <pre>benchmarks/run blas -p provider=openblas   (or jblas, or java)</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlasBenchmark {
  private static final int ORDER = 1_000;
  private static final int COLUMNS = 128;
  private static final int ROWS = 256;
  private static final int ITEMS = 100_000;
  private static final int FACTORS = 64;

  /** Who computes. */
  @Param("openblas")
  String provider;

  private LinearAlgebra linearAlgebra;
  private float[] left;
  private float[] right;
  private float[] product;
  private float[] tall;
  private float[] gramian;
  private float[] definite;
  private float[] factor;
  private float[] solution;
  private float[] items;
  private float[] query;
  private float[] scores;

  /** Draws the operands. */
  @Setup
  public void setUp() {
    linearAlgebra = LinearAlgebraProvider.named(provider);
    SplittableRandom random = new SplittableRandom(1);
    left = Numbers.uniform(random, ORDER * ORDER);
    right = Numbers.uniform(random, ORDER * ORDER);
    product = new float[ORDER * ORDER];
    tall = Numbers.uniform(random, ROWS * COLUMNS);
    gramian = new float[COLUMNS * COLUMNS];
    definite = new float[COLUMNS * COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      definite[i * COLUMNS + i] = COLUMNS;
    }
    linearAlgebra.syrk(COLUMNS, ROWS, 1f, tall, 0, COLUMNS, 1f, definite, 0, COLUMNS);
    factor = new float[COLUMNS * COLUMNS];
    solution = new float[COLUMNS];
    items = Numbers.uniform(random, ITEMS * FACTORS);
    query = Numbers.uniform(random, COLUMNS);
    scores = new float[ITEMS];
  }

  /** A square product of order 1,000. */
  @Benchmark
  public float[] gemm() {
    linearAlgebra.gemm(
        false, false, ORDER, ORDER, ORDER, 1f, left, 0, ORDER, right, 0, ORDER, 0f, product, 0,
        ORDER);
    return product;
  }

  /** The Gramian of 256 rows of 128. */
  @Benchmark
  public float[] syrk() {
    linearAlgebra.syrk(COLUMNS, ROWS, 1f, tall, 0, COLUMNS, 0f, gramian, 0, COLUMNS);
    return gramian;
  }

  /** One right-hand side of order 64, the matrix copied first. */
  @Benchmark
  public float[] posv64() {
    return posv(64);
  }

  /** One right-hand side of order 128, the matrix copied first. */
  @Benchmark
  public float[] posv128() {
    return posv(128);
  }

  private float[] posv(int order) {
    System.arraycopy(definite, 0, factor, 0, order * COLUMNS);
    System.arraycopy(query, 0, solution, 0, order);
    linearAlgebra.posv(order, 1, factor, 0, COLUMNS, solution, 0, COLUMNS);
    return solution;
  }

  /** The scores of 100,000 items of 64 factors. */
  @Benchmark
  public float[] gemv() {
    linearAlgebra.gemv(false, ITEMS, FACTORS, 1f, items, 0, FACTORS, query, 0, 0f, scores, 0);
    return scores;
  }

  static double gemmFlops(BenchmarkParams parameters) {
    return 2.0 * ORDER * ORDER * ORDER;
  }

  /** Of the triangle that is asked for. */
  static double syrkFlops(BenchmarkParams parameters) {
    return (double) COLUMNS * (COLUMNS + 1) * ROWS;
  }

  static double posv64Flops(BenchmarkParams parameters) {
    return posvFlops(64);
  }

  static double posv128Flops(BenchmarkParams parameters) {
    return posvFlops(128);
  }

  private static double posvFlops(double order) {
    return order * order * order / 3 + 2 * order * order;
  }

  static double gemvFlops(BenchmarkParams parameters) {
    return 2.0 * ITEMS * FACTORS;
  }
}
