package io.holdfast.core.filter;

/** Some of an {@link ItemTable}'s items, a bit each. Immutable and thread-safe. */
public final class ItemSet {
  private final long[] bits;
  private final long generation;
  private final int size;
  private final Period period;

  /** Takes the bits over; those from {@code size} on mean nothing. */
  ItemSet(long[] bits, long generation, int size, Period period) {
    if (size % Long.SIZE != 0) {
      bits[bits.length - 1] &= (1L << size) - 1;
    }
    this.bits = bits;
    this.generation = generation;
    this.size = size;
    this.period = period;
  }

  /** Whether the item of that number is among them. */
  public boolean contains(int number) {
    return number < size && (bits[number >>> 6] & (1L << number)) != 0;
  }

  /** How many there are. */
  public int count() {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** Whether it is still so. */
  boolean holds(long currentGeneration, int currentSize, double moment) {
    return generation == currentGeneration && size == currentSize && period.holds(moment);
  }
}
