package io.holdfast.core.model.ease;

import java.util.Locale;

/** Whether the dense matrices of a training fit the heap. */
final class DenseMemory {

  /** The largest order whose square is still the length of an array. */
  static final int MOST_ITEMS = 46_340;

  private static final long MEBIBYTE = 1L << 20;
  private static final int PANEL = 2 * 192;

  private DenseMemory() {}

  /** How many bytes of heap this process can still allocate. */
  static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /**
   * Refuses what does not fit.
   *
   * @param items how many items the dense matrix has
   * @param users how many users the smaller problem has, 0 if it is not the smaller one
   * @param free how many bytes there are
   * @throws IllegalArgumentException if the matrices would not fit; the message says how much they
   *     need and what there is
   */
  static void requireRoomFor(int items, int users, long free) {
    if (items > MOST_ITEMS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ease makes a dense matrix of all items and takes at most %,d of them, not %,d;"
                  + " item-knn and als have no such bound",
              MOST_ITEMS,
              items));
    }
    long square = (long) items * items + (long) users * users + (long) users * items;
    long needed = Float.BYTES * (square + (long) PANEL * Math.max(items, users));
    if (needed > free) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ease needs %,d MiB for the dense matrix of %,d items, this process has %,d MiB left:"
                  + " give it more (-Xmx), or use item-knn or als",
              needed / MEBIBYTE,
              items,
              free / MEBIBYTE));
    }
  }
}
