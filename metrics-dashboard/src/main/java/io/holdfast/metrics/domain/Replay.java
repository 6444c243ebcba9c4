package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;

/** Reads the log anew. */
public interface Replay {

  /**
   * Forgets every rollup and goes back to the log's beginning; completes when both are committed.
   * The rollups then fill up again, to what they were, if the log still holds all that they were
   * made of.
   *
   * @param partial whether to do it although a retention period has dropped some of that
   * @return false, and nothing was done, if some of it was dropped and {@code partial} is false
   */
  Uni<Boolean> fromBeginning(boolean partial);
}
