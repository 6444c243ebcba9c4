package io.holdfast.cli.replay;

import io.holdfast.training.reader.ReadSummary;
import java.time.Instant;

/** Told how a replay goes on. */
public interface ReplayProgress {
  /** Something begins. */
  void phase(String what);

  /** The data has been read. */
  void read(ReadSummary summary);

  /**
   * A basket has been lived through.
   *
   * @param done baskets so far
   * @param total baskets in all
   * @param at the time of the data
   */
  void basket(int done, int total, Instant at);
}
