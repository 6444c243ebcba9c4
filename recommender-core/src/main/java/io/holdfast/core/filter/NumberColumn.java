package io.holdfast.core.filter;

import java.util.Arrays;

/**
 * A number for each item that has one, in pages that are made where they are needed: an attribute
 * of few items takes little. One thread writes; those that read while it does may miss what it
 * writes.
 */
final class NumberColumn {
  static final double NONE = Double.NaN;

  private double[][] pages = new double[0][];

  void set(int item, double number) {
    int page = Pages.page(item);
    if (page >= pages.length || pages[page] == null) {
      if (Double.isNaN(number)) {
        return;
      }
      if (page >= pages.length) {
        pages = Arrays.copyOf(pages, Pages.grown(page));
      }
      double[] made = new double[Pages.SIZE];
      Arrays.fill(made, NONE);
      pages[page] = made;
    }
    pages[page][Pages.offset(item)] = number;
  }

  /** The item's number; {@link #NONE} if it has none. */
  double get(int item) {
    double[][] all = pages;
    int page = Pages.page(item);
    return page >= all.length || all[page] == null ? NONE : all[page][Pages.offset(item)];
  }

  /** Sets the bits of the items whose number lies in [least, most]. */
  void between(double least, double most, long[] bits) {
    double[][] all = pages;
    for (int page = 0; page < all.length; page++) {
      double[] numbers = all[page];
      int first = Pages.firstWord(page);
      for (int word = 0;
          numbers != null && first + word < bits.length && word < Pages.WORDS;
          word++) {
        long found = 0;
        int offset = word * Long.SIZE;
        for (int bit = 0; bit < Long.SIZE; bit++) {
          double number = numbers[offset + bit];
          if (number >= least && number <= most) {
            found |= 1L << bit;
          }
        }
        bits[first + word] |= found;
      }
    }
  }

  /** Sets the bits of the items whose number is one of those, which are sorted. */
  void among(double[] sorted, long[] bits) {
    double[][] all = pages;
    for (int page = 0; page < all.length; page++) {
      double[] numbers = all[page];
      int first = page * Pages.SIZE;
      for (int offset = 0; numbers != null && offset < Pages.SIZE; offset++) {
        if (Arrays.binarySearch(sorted, numbers[offset]) >= 0) {
          Pages.set(bits, first + offset);
        }
      }
    }
  }

  /** Tells the period of all numbers, each less {@code shift}. */
  void tell(Period period, double shift) {
    for (double[] numbers : pages) {
      for (int offset = 0; numbers != null && offset < Pages.SIZE; offset++) {
        period.endsAt(numbers[offset] - shift);
      }
    }
  }
}
