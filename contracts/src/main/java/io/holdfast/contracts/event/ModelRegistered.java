package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A model version was taken into the registry.
 *
 * @param eventId minted by recommender-api
 * @param model which
 * @param modelKind the algorithm, e.g. {@code als}
 * @param digest SHA-256 of the artifact, hex
 * @param metrics offline metrics by name
 * @param occurredAt when
 */
public record ModelRegistered(
    UUID eventId,
    ModelReference model,
    String modelKind,
    String digest,
    Map<String, Double> metrics,
    Instant occurredAt)
    implements Event {
  public ModelRegistered {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(model, "model");
    Bounds.id("modelKind", modelKind);
    Bounds.id("digest", digest);
    metrics = Bounds.map("metrics", metrics);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
