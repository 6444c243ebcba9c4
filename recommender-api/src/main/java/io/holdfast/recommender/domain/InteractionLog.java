package io.holdfast.recommender.domain;

import io.holdfast.contracts.event.Interaction;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where interactions are kept. Thread-safe. */
public interface InteractionLog {

  /**
   * Appends in one transaction, all or none; completes after the commit.
   *
   * @return what became of each, in the same order
   */
  Uni<List<Outcome>> append(List<Interaction> interactions);

  /** What became of an interaction. */
  enum Outcome {
    /** It is stored now. */
    STORED,
    /** It was stored before. */
    DUPLICATE,
    /** Its user was erased: it is acknowledged and dropped. */
    ERASED
  }
}
