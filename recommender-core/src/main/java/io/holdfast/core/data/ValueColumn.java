package io.holdfast.core.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A float32 for each entry; one for all if they are all the same, as in data without ratings. Read
 * only and thread-safe.
 */
final class ValueColumn {

  private final int size;
  private final float first;
  private final float @Nullable [] values;

  private ValueColumn(int size, float first, float @Nullable [] values) {
    this.size = size;
    this.first = first;
    this.values = values;
  }

  /** These values; the array is not copied, and is let go if they are all the same. */
  static ValueColumn of(float[] values) {
    if (values.length == 0) {
      return same(0, 0);
    }
    for (float value : values) {
      if (Float.floatToRawIntBits(value) != Float.floatToRawIntBits(values[0])) {
        return new ValueColumn(values.length, values[0], values);
      }
    }
    return same(values.length, values[0]);
  }

  /** {@code size} times {@code value}. */
  static ValueColumn same(int size, float value) {
    return new ValueColumn(size, value, null);
  }

  boolean isOne() {
    return values == null;
  }

  float at(int entry) {
    return values == null ? first : values[entry];
  }

  /** The values themselves; a new array if they are all the same. */
  float[] toArray() {
    if (values != null) {
      return values;
    }
    float[] made = new float[size];
    Arrays.fill(made, first);
    return made;
  }
}
