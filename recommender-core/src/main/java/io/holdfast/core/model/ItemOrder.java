package io.holdfast.core.model;

import io.holdfast.core.data.IdMap;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A new numbering of a model's items, by falling length of their vectors, so that a search for the
 * largest inner products can end early. A model that is restored to serve numbers its items so;
 * which index an item has says nothing about it, its id does. Immutable and thread-safe.
 */
public final class ItemOrder {

  /** The old index of each item, by the new one. */
  private final int[] old;

  private ItemOrder(int[] old) {
    this.old = old;
  }

  /**
   * The order of these vectors. Vectors of equal length keep their order.
   *
   * @param vectors float32 [items, width], row-major
   */
  public static ItemOrder byLength(float[] vectors, int items, int width) {
    long[] keys = new long[items];
    for (int item = 0; item < items; item++) {
      float squares = 0;
      for (int at = item * width; at < (item + 1) * width; at++) {
        squares += vectors[at] * vectors[at];
      }
      // Bits of floats that are not negative are in the order of the floats.
      keys[item] =
          (long) (Integer.MAX_VALUE - Float.floatToIntBits(squares)) << Integer.SIZE | item;
    }
    Arrays.sort(keys);
    return new ItemOrder(Arrays.stream(keys).mapToInt(key -> (int) key).toArray());
  }

  /**
   * The ids by their new indices.
   *
   * @throws IllegalArgumentException if there is not one an item
   */
  public IdMap of(IdMap ids) {
    requireOneEach(ids.size());
    return IdMap.of(Arrays.stream(old).mapToObj(ids::id).toList());
  }

  /**
   * A number of each item, by the new indices.
   *
   * @throws IllegalArgumentException if there is not one an item
   */
  public int[] of(int[] numbers) {
    requireOneEach(numbers.length);
    return Arrays.stream(old).map(item -> numbers[item]).toArray();
  }

  private void requireOneEach(int count) {
    if (count != old.length) {
      throw new IllegalArgumentException(
          "%d vectors but %d of another".formatted(old.length, count));
    }
  }

  /** Brings the vectors into the new order, where they are: no second copy of them is needed. */
  public void apply(float[] vectors, int width) {
    float[] first = new float[width];
    BitSet placed = new BitSet(old.length);
    for (int start = 0; start < old.length; start = placed.nextClearBit(start)) {
      System.arraycopy(vectors, start * width, first, 0, width);
      int to = start;
      for (int from = old[to]; from != start; from = old[to]) {
        System.arraycopy(vectors, from * width, vectors, to * width, width);
        placed.set(to);
        to = from;
      }
      System.arraycopy(first, 0, vectors, to * width, width);
      placed.set(to);
    }
  }

  /** The new indices of items that are given by their old ones. */
  public int[] renumbered(int[] items) {
    int[] renewed = new int[old.length];
    for (int index = 0; index < old.length; index++) {
      renewed[old[index]] = index;
    }
    return Arrays.stream(items).map(item -> renewed[item]).toArray();
  }
}
