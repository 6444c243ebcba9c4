package io.holdfast.cli.table;

import java.util.Arrays;

/**
 * Gives each different text a number, dense from 0 in order of first appearance: a hash table with
 * open addressing and linear probing over one array of characters, without an object a text. About
 * 12 bytes a text and 2 a character, once more while it grows. Not thread-safe.
 */
public final class TextIndex {
  private static final int ABSENT = -1;

  private char[] characters = new char[1 << 14];
  private int[] ends = new int[1 << 10];
  private int[] hashes = new int[1 << 10];
  private int[] slots = emptySlots(1 << 11);
  private int size;

  /** How many different texts there are. */
  public int size() {
    return size;
  }

  /** The number of a text, a new one if it is new. */
  public int add(Field text) {
    int hash = text.hash();
    int slot = hash & (slots.length - 1);
    while (slots[slot] != ABSENT) {
      int number = slots[slot];
      if (hashes[number] == hash && isAt(number, text)) {
        return number;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = size;
    append(text, hash);
    return size - 1;
  }

  /** The text of a number. */
  public String text(int number) {
    int start = start(number);
    return new String(characters, start, ends[number] - start);
  }

  private void append(Field text, int hash) {
    int start = start(size);
    int end = Math.addExact(start, text.length());
    if (end > characters.length) {
      characters = Arrays.copyOf(characters, Math.max(end, grown(characters.length)));
    }
    text.copyTo(characters, start);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, grown(size));
      hashes = Arrays.copyOf(hashes, ends.length);
    }
    ends[size] = end;
    hashes[size] = hash;
    size++;
    if (2 * size > slots.length) {
      rehash();
    }
  }

  private void rehash() {
    slots = emptySlots(Math.multiplyExact(slots.length, 2));
    for (int number = 0; number < size; number++) {
      int slot = hashes[number] & (slots.length - 1);
      while (slots[slot] != ABSENT) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number;
    }
  }

  private boolean isAt(int number, Field text) {
    int start = start(number);
    return text.isAt(characters, start, ends[number] - start);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private static int grown(int length) {
    return Math.addExact(length, Math.max(1, length >> 1));
  }

  private static int[] emptySlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}
