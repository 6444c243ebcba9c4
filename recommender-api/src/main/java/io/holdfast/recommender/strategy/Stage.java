package io.holdfast.recommender.strategy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is done to a list after retrieval. Immutable and thread-safe. */
non-sealed interface Stage extends StageKind.Made {
  /**
   * The stage for one request: looks up what it needs once. What it answers may be applied to
   * several lists, each made of candidates of the pool, and does not change the list it is given.
   *
   * @param pool every candidate that the lists can hold, distinct
   * @param situation the request
   */
  UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation);

  /** How far back it looks at what was shown to the user; zero if it does not. */
  default Duration memory() {
    return Duration.ZERO;
  }
}
