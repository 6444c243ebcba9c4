package io.holdfast.benchmarks.serving;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids of events that grow with their number, as those of version 7 (RFC 9562) grow with time. */
final class EventIds {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 1L << 63;

  private EventIds() {}

  static UUID of(long number, SplittableRandom random) {
    return new UUID(number << 16 | VERSION, random.nextLong() >>> 2 | VARIANT);
  }
}
