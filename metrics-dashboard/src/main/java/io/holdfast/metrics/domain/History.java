package io.holdfast.metrics.domain;

import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.ModelActivated;
import io.smallrye.mutiny.Uni;

/** Decisions and model activations, kept for display. */
public interface History {

  /** Keeps a decision. */
  Uni<Void> decided(DecisionMade decision);

  /** Keeps an activation. */
  Uni<Void> activated(ModelActivated activation);
}
