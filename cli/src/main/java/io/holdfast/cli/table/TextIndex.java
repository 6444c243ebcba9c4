package io.holdfast.cli.table;

import java.util.Arrays;

/**
 * Gives each different text a number, dense from 0 in order of first appearance: a hash table with
 * open addressing and linear probing over one array of characters, without an object a text. A slot
 * holds the hash beside the number, so that a probe which meets another text touches nothing else.
 * About 20 to 36 bytes a text and 2 a character, once more while it grows. Not thread-safe.
 */
public final class TextIndex {
  /** Of a slot; others hold the hash in the upper half and the number plus one in the lower. */
  private static final long EMPTY = 0;

  private static final long LOWER_HALF = 0xffff_ffffL;

  private char[] characters = new char[1 << 14];
  private int[] ends = new int[1 << 10];
  private long[] slots = new long[1 << 11];
  private int size;

  /** How many different texts there are. */
  public int size() {
    return size;
  }

  /** The number of a text, a new one if it is new. */
  public int add(Field text) {
    int hash = text.hash();
    int slot = hash & (slots.length - 1);
    while (slots[slot] != EMPTY) {
      int number = number(slots[slot]);
      if (hash(slots[slot]) == hash && isAt(number, text)) {
        return number;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    append(text);
    slots[slot] = (long) hash << 32 | size;
    if (2 * size > slots.length) {
      rehash();
    }
    return size - 1;
  }

  /** The text of a number. */
  public String text(int number) {
    int start = start(number);
    return new String(characters, start, ends[number] - start);
  }

  private void append(Field text) {
    int start = start(size);
    int end = Math.addExact(start, text.length());
    if (end > characters.length) {
      characters = Arrays.copyOf(characters, Math.max(end, grown(characters.length)));
    }
    text.copyTo(characters, start);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, grown(size));
    }
    ends[size++] = end;
  }

  private void rehash() {
    long[] larger = new long[Math.multiplyExact(slots.length, 2)];
    for (long taken : slots) {
      if (taken != EMPTY) {
        int slot = hash(taken) & (larger.length - 1);
        while (larger[slot] != EMPTY) {
          slot = (slot + 1) & (larger.length - 1);
        }
        larger[slot] = taken;
      }
    }
    slots = larger;
  }

  private boolean isAt(int number, Field text) {
    int start = start(number);
    return text.isAt(characters, start, ends[number] - start);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private static int hash(long slot) {
    return (int) (slot >>> 32);
  }

  private static int number(long slot) {
    return (int) (slot & LOWER_HALF) - 1;
  }

  private static int grown(int length) {
    return Math.addExact(length, length >> 1);
  }
}
