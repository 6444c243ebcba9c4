package io.holdfast.core.model.als;

import java.util.Arrays;

/**
 * The factors of a row's entries one below the other, each times √a, and the targets τ that go with
 * them: with X the n × d matrix of √aᵢ hᵢ and τᵢ = (aᵢ + base) / √aᵢ, the normal equations of
 * {@link Weighting} are (gHᵀH + XᵀX + ridge·1) w = Xᵀτ, and no weight is seen any more. Keeps
 * buffers; not thread-safe.
 */
final class ScaledRows {

  private final float base;
  private final int dimensions;
  private final float[] x;
  private final float[] targets;

  /** Room for {@code capacity} entries. */
  ScaledRows(Weighting weighting, int dimensions, int capacity) {
    this.base = weighting.base();
    this.dimensions = dimensions;
    this.x = new float[capacity * dimensions];
    this.targets = new float[capacity];
  }

  /** X, float32 [capacity, d]. */
  float[] x() {
    return x;
  }

  /** τ, float32 [capacity]. */
  float[] targets() {
    return targets;
  }

  /** How many entries there is room for. */
  int capacity() {
    return targets.length;
  }

  /**
   * Gathers {@code count} entries from {@code from} on; of their factors the dimensions {@code
   * first … first+width-1} only.
   */
  void gather(
      float[] factors, Observations observations, int from, int count, int first, int width) {
    int d = dimensions;
    int[] columns = observations.columns();
    for (int r = 0; r < count; r++) {
      int source = columns[from + r] * d + first;
      System.arraycopy(factors, source, x, r * d + first, width);
    }
    if (observations.unweighted()) {
      Arrays.fill(targets, 0, count, 1 + base);
      return;
    }
    for (int r = 0; r < count; r++) {
      float weight = observations.weight(from + r);
      float root = (float) Math.sqrt(weight);
      int target = r * d + first;
      // In one array, which the compiler vectorizes; with two it would have to rule out overlap.
      for (int f = target; f < target + width; f++) {
        x[f] *= root;
      }
      targets[r] = (weight + base) / root;
    }
  }
}
