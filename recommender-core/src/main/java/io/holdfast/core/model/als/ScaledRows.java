package io.holdfast.core.model.als;

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

  /** Puts {@code count} entries from {@code from} on into the places from {@code place} on. */
  void gather(float[] factors, Observations observations, int from, int count, int place) {
    gather(factors, observations, from, count, place, 0, dimensions);
  }

  /** The same for the dimensions {@code first … first+width-1} only. */
  void gather(
      float[] factors,
      Observations observations,
      int from,
      int count,
      int place,
      int first,
      int width) {
    int d = dimensions;
    int[] columns = observations.columns();
    if (observations.weights() == null) {
      for (int r = 0; r < count; r++) {
        int source = columns[from + r] * d + first;
        System.arraycopy(factors, source, x, (place + r) * d + first, width);
        targets[place + r] = 1 + base;
      }
      return;
    }
    for (int r = 0; r < count; r++) {
      float weight = observations.weights()[from + r];
      float root = (float) Math.sqrt(weight);
      int source = columns[from + r] * d + first;
      int target = (place + r) * d + first;
      for (int f = 0; f < width; f++) {
        x[target + f] = root * factors[source + f];
      }
      targets[place + r] = (weight + base) / root;
    }
  }
}
