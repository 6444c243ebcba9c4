package io.holdfast.benchmarks.program;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What {@code sgemm} reaches on this machine: a square product of order {@value #ORDER} on each of
 * some threads at once, the best of {@value #ROUNDS} rounds of wall time.
 */
public final class GemmPeak {

  private static final int ORDER = 1024;
  private static final int ROUNDS = 7;

  private GemmPeak() {}

  private static final int PRODUCTS = 3;

  /**
   * Arithmetic a second of all threads together, in GFLOP/s.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public static double measure(LinearAlgebra linearAlgebra, int threads)
      throws InterruptedException {
    float[] a = new float[ORDER * ORDER];
    SplittableRandom random = new SplittableRandom(1);
    for (int at = 0; at < a.length; at++) {
      a[at] = (float) random.nextDouble();
    }
    float[][] products = new float[threads][ORDER * ORDER];
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      double best = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (float[] product : products) {
          running.add(executor.submit(() -> multiply(linearAlgebra, a, product)));
        }
        for (Future<?> done : running) {
          done.get();
        }
        double flops = 2.0 * ORDER * ORDER * ORDER * PRODUCTS * threads;
        best = Math.max(best, flops / (System.nanoTime() - start));
      }
      return best;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a product failed", e.getCause());
    }
  }

  private static void multiply(LinearAlgebra linearAlgebra, float[] a, float[] c) {
    for (int product = 0; product < PRODUCTS; product++) {
      linearAlgebra.gemm(
          false, false, ORDER, ORDER, ORDER, 1f, a, 0, ORDER, a, 0, ORDER, 0f, c, 0, ORDER);
    }
  }
}
