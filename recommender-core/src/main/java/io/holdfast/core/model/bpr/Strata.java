package io.holdfast.core.model.bpr;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The entries of a matrix in a grid of user blocks × B item blocks (Gemulla et al. 2011, section
 * 4.1). Stratum s is the cells (c, (c + s) mod B): no two of them share a user or an item, so they
 * can be worked on at once. User blocks are runs of about equal entries; item blocks are drawn anew
 * for every epoch. B depends on the number of items alone. Drawing is O(entries + items).
 */
final class Strata {

  private static final int MOST_BLOCKS = 16;
  private static final int LEAST_ITEMS = 256;
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final InteractionMatrix data;
  private final long seed;
  private final int blocks;
  private final int[] userBounds;
  private final int[] items;
  private final int[] blockOf;
  private final int[] entries;
  private final int[][] starts;
  private long epochSeed;

  Strata(InteractionMatrix data, long seed) {
    this.data = data;
    this.seed = seed;
    this.blocks = Math.clamp(data.columns() / LEAST_ITEMS, 1, MOST_BLOCKS);
    this.userBounds = CostPartition.byEntries(data.rowStarts(), 1, blocks);
    this.items = new int[data.columns()];
    this.blockOf = new int[data.columns()];
    this.entries = new int[data.entries()];
    this.starts = new int[userBlocks()][blocks + 1];
    Arrays.setAll(items, item -> item);
  }

  /** B, how many strata there are. */
  int count() {
    return blocks;
  }

  /** How many user blocks there are, at most B. */
  int userBlocks() {
    return userBounds.length - 1;
  }

  /** Draws the item blocks of an epoch. */
  void draw(int epoch, ParallelLoop loop) {
    SplittableRandom random = new SplittableRandom(seed + epoch * STEP);
    for (int last = items.length - 1; last > 0; last--) {
      int chosen = random.nextInt(last + 1);
      int kept = items[last];
      items[last] = items[chosen];
      items[chosen] = kept;
    }
    for (int block = 0; block < blocks; block++) {
      for (int at = itemBound(block); at < itemBound(block + 1); at++) {
        blockOf[items[at]] = block;
      }
    }
    epochSeed = random.nextLong();
    loop.run(CostPartition.even(userBlocks(), 1), (worker, block, end) -> sort(block));
  }

  /** The cell of user block {@code userBlock} in stratum {@code stratum}. */
  Cell cell(int userBlock, int stratum) {
    int itemBlock = (userBlock + stratum) % blocks;
    return new Cell(
        starts[userBlock][itemBlock],
        starts[userBlock][itemBlock + 1],
        itemBound(itemBlock),
        itemBound(itemBlock + 1),
        new SplittableRandom(epochSeed + (userBlock * (long) blocks + itemBlock) * STEP));
  }

  /** Entries and items of one cell, to be drawn from with replacement. One thread at a time. */
  final class Cell {

    private final int firstEntry;
    private final int endEntry;
    private final int firstItem;
    private final int endItem;
    private final SplittableRandom random;

    private Cell(
        int firstEntry, int endEntry, int firstItem, int endItem, SplittableRandom random) {
      this.firstEntry = firstEntry;
      this.endEntry = endEntry;
      this.firstItem = firstItem;
      this.endItem = endItem;
      this.random = random;
    }

    int entries() {
      return endEntry - firstEntry;
    }

    int drawEntry() {
      return entries[random.nextInt(firstEntry, endEntry)];
    }

    int drawItem() {
      return items[random.nextInt(firstItem, endItem)];
    }
  }

  private int itemBound(int block) {
    return (int) ((long) block * items.length / blocks);
  }

  /** Sorts the entries of a user block by item block, by counting. */
  private void sort(int userBlock) {
    int from = data.rowStart(userBounds[userBlock]);
    int to = data.rowStarts()[userBounds[userBlock + 1]];
    int[] start = starts[userBlock];
    Arrays.fill(start, 0);
    for (int entry = from; entry < to; entry++) {
      start[blockOf[data.itemArray()[entry]] + 1]++;
    }
    start[0] = from;
    for (int block = 0; block < blocks; block++) {
      start[block + 1] += start[block];
    }
    int[] next = Arrays.copyOf(start, blocks);
    for (int entry = from; entry < to; entry++) {
      entries[next[blockOf[data.itemArray()[entry]]]++] = entry;
    }
  }
}
