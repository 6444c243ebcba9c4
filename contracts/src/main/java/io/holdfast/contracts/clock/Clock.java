package io.holdfast.contracts.clock;

import java.time.Instant;

/** The port that every "now" is read from. Implementations are thread-safe. */
@FunctionalInterface
public interface Clock {
  /** The present moment, UTC. */
  Instant now();
}
