package io.holdfast.core.artifact;

import java.util.Arrays;

/**
 * A dense array of numbers with a shape, row-major.
 *
 * <p>The arrays are not copied, because they are large; do not write to them afterwards.
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, handed over and never compared by record.
public sealed interface Tensor {

  /** The extent of each dimension; empty for a scalar. */
  int[] shape();

  /** How many numbers there are. */
  int length();

  /** A float32 tensor. */
  static Floats floats(float[] values, int... shape) {
    return new Floats(shape, values);
  }

  /** An int32 tensor. */
  static Ints ints(int[] values, int... shape) {
    return new Ints(shape, values);
  }

  /** An int64 tensor. */
  static Longs longs(long[] values, int... shape) {
    return new Longs(shape, values);
  }

  /**
   * float32, dtype {@code F32}.
   *
   * @param shape the extent of each dimension
   * @param values the numbers, row-major
   */
  record Floats(int[] shape, float[] values) implements Tensor {
    /** Checks that the numbers fill the shape. */
    public Floats {
      requireShape(shape, values.length);
    }

    @Override
    public int length() {
      return values.length;
    }
  }

  /**
   * int32, dtype {@code I32}.
   *
   * @param shape the extent of each dimension
   * @param values the numbers, row-major
   */
  record Ints(int[] shape, int[] values) implements Tensor {
    /** Checks that the numbers fill the shape. */
    public Ints {
      requireShape(shape, values.length);
    }

    @Override
    public int length() {
      return values.length;
    }
  }

  /**
   * int64, dtype {@code I64}.
   *
   * @param shape the extent of each dimension
   * @param values the numbers, row-major
   */
  record Longs(int[] shape, long[] values) implements Tensor {
    /** Checks that the numbers fill the shape. */
    public Longs {
      requireShape(shape, values.length);
    }

    @Override
    public int length() {
      return values.length;
    }
  }

  private static void requireShape(int[] shape, int length) {
    long product = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("negative extent in shape " + Arrays.toString(shape));
      }
      product = Math.multiplyExact(product, (long) extent);
    }
    if (product != length) {
      throw new IllegalArgumentException(
          length + " numbers do not fill the shape " + Arrays.toString(shape));
    }
  }
}
