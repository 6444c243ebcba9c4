package io.holdfast.core.model.explicitmf;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;

/**
 * The sufficient statistics of a regression of y on x [D]:
 *
 * <pre>
 * G = Σ x xᵀ,   g = Σ y x,   s = Σ y²
 * </pre>
 *
 * A weight is the square of what its row is multiplied by. Rows are gathered in blocks for {@code
 * syrk}. O(n·D²) for n rows; keeps O(D²) memory; one a thread, not thread-safe.
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

  /** No rows yet; an x has D = {@code dimensions} numbers. */
  NormalEquations(LinearAlgebra linearAlgebra, int dimensions) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.design = new float[BLOCK * dimensions];
    this.targets = new float[BLOCK];
    this.gram = new float[dimensions * dimensions];
    this.right = new float[dimensions];
  }

  /** Forgets all rows. */
  void clear() {
    Arrays.fill(gram, 0f);
    Arrays.fill(right, 0f);
    pending = 0;
    count = 0;
    squares = 0;
  }

  /** Begins a row, whose x is to be written to {@link #design} at the offset returned. */
  int beginRow() {
    if (pending == BLOCK) {
      flush();
    }
    return pending * dimensions;
  }

  /** Where {@link #beginRow} says a row's x begins. */
  float[] design() {
    return design;
  }

  /** Ends the row that was begun, with its y. */
  void endRow(float target) {
    targets[pending] = target;
    squares += (double) target * target;
    pending++;
    count++;
  }

  /** How many rows were added. */
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

  /** Σ (y − x·v)² for the vector v at {@code offset}. */
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
    if (pending > 0 && dimensions > 0) {
      linearAlgebra.syrk(dimensions, pending, 1f, design, 0, dimensions, 1f, gram, 0, dimensions);
      linearAlgebra.gemv(
          true, pending, dimensions, 1f, design, 0, dimensions, targets, 0, 1f, right, 0);
    }
    pending = 0;
  }
}
