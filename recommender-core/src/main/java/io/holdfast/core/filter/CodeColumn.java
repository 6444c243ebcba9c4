package io.holdfast.core.filter;

import java.util.Arrays;

/**
 * One or more codes of a {@link Dictionary} for each item that has any. One thread writes; those
 * that read while it does may miss what it writes.
 */
final class CodeColumn {
  private static final int[] NONE = {};

  /** The code of items that have one; 0 of those that have none or more. */
  private int[][] single = new int[0][];

  /** The codes of items that have more; a page is null where no item has. */
  private int[][][] several = new int[0][][];

  void set(int item, int... codes) {
    setSingle(item, codes.length == 1 ? codes[0] : 0);
    setSeveral(item, codes.length > 1 ? codes : NONE);
  }

  private void setSingle(int item, int code) {
    int page = Pages.page(item);
    if (page >= single.length || single[page] == null) {
      if (code == 0) {
        return;
      }
      if (page >= single.length) {
        single = Arrays.copyOf(single, Pages.grown(page));
      }
      single[page] = new int[Pages.SIZE];
    }
    single[page][Pages.offset(item)] = code;
  }

  private void setSeveral(int item, int[] codes) {
    int page = Pages.page(item);
    if (page >= several.length || several[page] == null) {
      if (codes.length == 0) {
        return;
      }
      if (page >= several.length) {
        several = Arrays.copyOf(several, Pages.grown(page));
      }
      several[page] = new int[Pages.SIZE][];
    }
    several[page][Pages.offset(item)] = codes;
  }

  /** The item's codes; not to be changed. */
  int[] get(int item) {
    int page = Pages.page(item);
    int offset = Pages.offset(item);
    int[][] codes = single;
    int code = page >= codes.length || codes[page] == null ? 0 : codes[page][offset];
    if (code != 0) {
      return new int[] {code};
    }
    int[][][] lists = several;
    int[] list = page >= lists.length || lists[page] == null ? null : lists[page][offset];
    return list == null ? NONE : list;
  }

  /** Sets the bits of the items that have one of the wanted codes. */
  void among(boolean[] wanted, long[] bits) {
    int[][] codes = single;
    for (int page = 0; page < codes.length; page++) {
      int[] of = codes[page];
      int first = Pages.firstWord(page);
      for (int word = 0; of != null && first + word < bits.length && word < Pages.WORDS; word++) {
        long found = 0;
        int offset = word * Long.SIZE;
        for (int bit = 0; bit < Long.SIZE; bit++) {
          int code = of[offset + bit];
          if (code < wanted.length && wanted[code]) {
            found |= 1L << bit;
          }
        }
        bits[first + word] |= found;
      }
    }
    int[][][] lists = several;
    for (int page = 0; page < lists.length; page++) {
      int[][] of = lists[page];
      for (int offset = 0; of != null && offset < Pages.SIZE; offset++) {
        if (of[offset] != null && anyOf(of[offset], wanted)) {
          Pages.set(bits, page * Pages.SIZE + offset);
        }
      }
    }
  }

  private static boolean anyOf(int[] codes, boolean[] wanted) {
    for (int code : codes) {
      if (code < wanted.length && wanted[code]) {
        return true;
      }
    }
    return false;
  }
}
