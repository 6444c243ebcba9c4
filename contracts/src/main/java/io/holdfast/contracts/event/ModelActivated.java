package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A model version became the active one.
 *
 * @param eventId minted by recommender-api
 * @param model which
 * @param previousModel the one that was active before; null if none was
 * @param decisionId the {@link DecisionMade} that asked for it; null if a person did
 * @param actor the API key's id that asked for it; null if a decision did
 * @param occurredAt when
 */
public record ModelActivated(
    UUID eventId,
    ModelReference model,
    ModelReference previousModel,
    UUID decisionId,
    String actor,
    Instant occurredAt)
    implements Event {
  public ModelActivated {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(model, "model");
    Bounds.optionalId("actor", actor);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
