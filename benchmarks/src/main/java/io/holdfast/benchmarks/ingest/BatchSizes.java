package io.holdfast.benchmarks.ingest;

import java.util.SplittableRandom;

/**
 * How many interactions the requests carry.
 *
 * @param name as it is asked for and printed
 * @param sizes each request has one of them, drawn uniformly
 */
record BatchSizes(String name, int... sizes) {
  private static final String MIXED = "mixed";

  /** The most connections that load the service at once. */
  private static final int MOST_CONNECTIONS = 256;

  /** Fewer rows under way than this leave the service's transactions half full. */
  private static final int ROWS_UNDER_WAY = 12_000;

  /**
   * A number of interactions, or {@code mixed} for requests of 1, 10, 100 and 1000.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static BatchSizes parse(String text) {
    if (text.equals(MIXED)) {
      return new BatchSizes(MIXED, 1, 10, 100, 1000);
    }
    try {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= 1000) {
        return new BatchSizes(text, size);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "--batches are numbers from 1 to 1000 or " + MIXED + ", not " + text);
  }

  int draw(SplittableRandom random) {
    return sizes[random.nextInt(sizes.length)];
  }

  private double mean() {
    double sum = 0;
    for (int size : sizes) {
      sum += size;
    }
    return sum / sizes.length;
  }

  /** How many connections it takes to keep the service busy, below what it lets wait. */
  int connections() {
    return (int) Math.clamp(Math.round(ROWS_UNDER_WAY / mean()), 8, MOST_CONNECTIONS);
  }

  @Override
  public String toString() {
    return name;
  }
}
