package io.holdfast.core.model.neighbour;

import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.Arrays;

/**
 * Sums over a few of many items: one row of a sparse product while it is computed (Gustavson 1978).
 * Sums are float64; reading or clearing costs what was touched, not the number of items. Not
 * thread-safe: one a worker.
 */
public final class SparseSums {

  private final double[] sums;
  private final boolean[] isTouched;
  private int[] touched = new int[64];
  private int size;

  /** Sums over items {@code 0 … items-1}, all zero. */
  public SparseSums(int items) {
    sums = new double[items];
    isTouched = new boolean[items];
  }

  /** Adds {@code amount} to the sum of {@code item}. */
  public void add(int item, double amount) {
    if (!isTouched[item]) {
      isTouched[item] = true;
      if (size == touched.length) {
        touched = Arrays.copyOf(touched, 2 * size);
      }
      touched[size++] = item;
    }
    sums[item] += amount;
  }

  /** How many items were added to. */
  public int size() {
    return size;
  }

  /** The {@code n}-th item that was added to, in the order of first addition. */
  public int item(int n) {
    return touched[n];
  }

  /** The sum of {@code item}. */
  public double sum(int item) {
    return sums[item];
  }

  /** Replaces the sum of an item that was added to. */
  public void replace(int item, double sum) {
    sums[item] = sum;
  }

  /** The {@code limit} items with the largest sums above zero; everything is zero afterwards. */
  TopK drain(int limit) {
    TopKHeap heap = new TopKHeap(Math.min(limit, size));
    for (int n = 0; n < size; n++) {
      int item = touched[n];
      float sum = (float) sums[item];
      if (sum > 0) {
        heap.offer(item, sum);
      }
      sums[item] = 0;
      isTouched[item] = false;
    }
    size = 0;
    return heap.drain();
  }
}
