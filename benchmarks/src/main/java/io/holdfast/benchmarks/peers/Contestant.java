package io.holdfast.benchmarks.peers;

import java.io.IOException;

/** An implementation of alternating least squares, run in a process of its own. */
interface Contestant {

  /** How the report calls it. */
  String name();

  /** Whether it solves every row exactly, so that {@link ExactFlops} is the arithmetic it does. */
  default boolean solvesExactly() {
    return false;
  }

  /**
   * Trains once.
   *
   * @throws IOException if it cannot; the message says why
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Run train(Task task) throws IOException, InterruptedException;
}
