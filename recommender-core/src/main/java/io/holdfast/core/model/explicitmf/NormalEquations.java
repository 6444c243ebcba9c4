package io.holdfast.core.model.explicitmf;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;

/**
 * What the ratings of one row say about its extended vector, as sufficient statistics of the
 * regression of y − b on x = (q, 1), with a weight w for each rating:
 *
 * <pre>
 * G = Σ w x xᵀ,   g = Σ w (y − b) x,   s = Σ w (y − b)²
 * </pre>
 *
 * where q and b are the factor and the bias of the other side. Ratings are gathered in blocks for
 * {@code syrk}. O(n·D²) for n ratings; keeps O(D²) memory; one a thread, not thread-safe.
 */
final class NormalEquations {

  private static final int BLOCK = 256;

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final float[] design;
  private final float[] targets;
  private final float[] gram;
  private final float[] right;
  private int pending;
  private int count;
  private double squares;

  /** No ratings yet; vectors have D = {@code dimensions} numbers, the bias last. */
  NormalEquations(LinearAlgebra linearAlgebra, int dimensions) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.design = new float[BLOCK * dimensions];
    this.targets = new float[BLOCK];
    this.gram = new float[dimensions * dimensions];
    this.right = new float[dimensions];
  }

  /** Forgets all ratings. */
  void clear() {
    Arrays.fill(gram, 0f);
    Arrays.fill(right, 0f);
    pending = 0;
    count = 0;
    squares = 0;
  }

  /** Adds the rating {@code y} of the other side's vector at {@code offset}, with weight w. */
  void add(float[] vectors, int offset, float rating, float weight) {
    if (pending == BLOCK) {
      flush();
    }
    float root = weight == 1f ? 1f : (float) Math.sqrt(weight);
    int start = pending * dimensions;
    int bias = dimensions - 1;
    for (int f = 0; f < bias; f++) {
      design[start + f] = root * vectors[offset + f];
    }
    design[start + bias] = root;
    float target = root * (rating - vectors[offset + bias]);
    targets[pending] = target;
    squares += (double) target * target;
    pending++;
    count++;
  }

  /** How many ratings were added. */
  int count() {
    return count;
  }

  /** G, the lower triangle; not to be written to. */
  float[] gram() {
    flush();
    return gram;
  }

  /** g; not to be written to. */
  float[] right() {
    flush();
    return right;
  }

  /** Σ w (y − b − x·v)² for the vector v at {@code offset}. */
  double squaredError(float[] vectors, int offset) {
    flush();
    double sum = squares;
    for (int row = 0; row < dimensions; row++) {
      double product = 0;
      for (int column = 0; column < row; column++) {
        product += 2.0 * gram[row * dimensions + column] * vectors[offset + column];
      }
      product += (double) gram[row * dimensions + row] * vectors[offset + row];
      sum += vectors[offset + row] * (product - 2.0 * right[row]);
    }
    return Math.max(sum, 0);
  }

  private void flush() {
    if (pending > 0) {
      linearAlgebra.syrk(dimensions, pending, 1f, design, 0, dimensions, 1f, gram, 0, dimensions);
      linearAlgebra.gemv(
          true, pending, dimensions, 1f, design, 0, dimensions, targets, 0, 1f, right, 0);
      pending = 0;
    }
  }
}
