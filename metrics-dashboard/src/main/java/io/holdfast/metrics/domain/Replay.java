package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;

/** Reads the log anew. */
public interface Replay {

  /**
   * Forgets every rollup and goes back to the log's beginning; completes when both are committed.
   * The rollups then fill up again, to what they were.
   */
  Uni<Void> fromBeginning();
}
