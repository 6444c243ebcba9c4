package io.holdfast.core.filter;

/** How columns are cut into pages of {@value #SIZE} items. */
final class Pages {
  static final int SIZE = 1024;
  static final int WORDS = SIZE / Long.SIZE;

  private Pages() {}

  static int page(int item) {
    return item / SIZE;
  }

  static int offset(int item) {
    return item % SIZE;
  }

  /** The first word of a page in a set of bits. */
  static int firstWord(int page) {
    return page * WORDS;
  }

  /** How many pages a column gets that needs this one. */
  static int grown(int page) {
    return Math.max(page + 1, page + page / 2);
  }

  /** Sets a bit if there is such a one. */
  static void set(long[] bits, int item) {
    int word = item / Long.SIZE;
    if (word < bits.length) {
      bits[word] |= 1L << item;
    }
  }
}
