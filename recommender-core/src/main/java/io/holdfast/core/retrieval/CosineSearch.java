package io.holdfast.core.retrieval;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.function.IntPredicate;

/**
 * The items whose factors have the largest cosine with those of one item, exactly:
 *
 * <pre>cos(i, j) = q_i · q_j / (‖q_i‖ ‖q_j‖)</pre>
 *
 * over the columns that are compared; biases, which say how popular an item is and not what it is
 * like, are left out. Popular items have longer factors, so that the inner product alone would
 * bring them for every item.
 *
 * <p>Factors are float32 [items, width], row-major, and shared; 4 bytes an item come on top.
 * O(items · width) a query. Immutable and thread-safe.
 */
public final class CosineSearch {

  private static final int BLOCK = 2048;

  private final LinearAlgebra linearAlgebra;
  private final float[] factors;
  private final int width;
  private final boolean[] compared;
  private final float[] inverseNorms;

  /**
   * A search over {@code factors}, which is not copied.
   *
   * @param items how many items there are
   * @param width the numbers of an item
   * @param compared which of them are compared
   * @param learned which items have factors that were learned; the others are like none
   * @throws IllegalArgumentException if {@code factors} does not hold {@code items · width} numbers
   */
  public CosineSearch(
      LinearAlgebra linearAlgebra,
      float[] factors,
      int items,
      int width,
      IntPredicate compared,
      IntPredicate learned) {
    if ((long) items * width != factors.length) {
      throw new IllegalArgumentException(
          "%d factors are not %d x %d".formatted(factors.length, items, width));
    }
    this.linearAlgebra = linearAlgebra;
    this.factors = factors;
    this.width = width;
    this.compared = new boolean[width];
    for (int column = 0; column < width; column++) {
      this.compared[column] = compared.test(column);
    }
    this.inverseNorms = new float[items];
    for (int item = 0; item < items; item++) {
      inverseNorms[item] = learned.test(item) ? inverseNorm(item) : 0;
    }
  }

  /** 1/‖q‖; 0 if the factor is zero, or so long or short that float32 has no such number. */
  private float inverseNorm(int item) {
    double squares = 0;
    for (int column = 0; column < width; column++) {
      if (compared[column]) {
        double factor = factors[item * width + column];
        squares += factor * factor;
      }
    }
    float inverse = (float) (1 / Math.sqrt(squares));
    return Float.isFinite(inverse) ? inverse : 0;
  }

  /**
   * Whether the item has a factor that others can be compared with.
   *
   * @throws IllegalArgumentException if no item has this index
   */
  public boolean canCompare(int item) {
    if (item < 0 || item >= inverseNorms.length) {
      throw new IllegalArgumentException(
          "item index " + item + " of a catalogue of " + inverseNorms.length);
    }
    return inverseNorms[item] > 0;
  }

  /**
   * The {@code k} nearest items that pass {@code filter}, best first and never {@code item} itself:
   * exactly {@code k} whenever {@code k} pass that have factors.
   *
   * @throws IllegalArgumentException if {@code k} is negative or no item has this index
   */
  public TopK nearest(int item, int k, ItemFilter filter) {
    int items = inverseNorms.length;
    TopKHeap heap = new TopKHeap(canCompare(item) ? Math.min(k, items) : Math.min(k, 0));
    float[] query = query(item);
    float[] products = new float[Math.min(BLOCK, items)];
    for (int from = 0; from < items; from += BLOCK) {
      int count = Math.min(BLOCK, items - from);
      linearAlgebra.gemv(
          false, count, width, 1f, factors, from * width, width, query, 0, 0f, products, 0);
      for (int offset = 0; offset < count; offset++) {
        int other = from + offset;
        float cosine = products[offset] * inverseNorms[other];
        if (inverseNorms[other] > 0
            && other != item
            && heap.accepts(other, cosine)
            && filter.allowed(other)) {
          heap.offer(other, cosine);
        }
      }
    }
    return heap.drain();
  }

  /** The item's factor of length 1, zero where columns are not compared. */
  private float[] query(int item) {
    float[] query = new float[width];
    for (int column = 0; column < width; column++) {
      if (compared[column]) {
        query[column] = factors[item * width + column] * inverseNorms[item];
      }
    }
    return query;
  }
}
