package io.holdfast.recommender.domain;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ModelRegistered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A model version in the registry.
 *
 * @param reference which
 * @param modelKind the algorithm, e.g. {@code als}
 * @param digest SHA-256 of the artifact's manifest, hex: the artifact's identity
 * @param state where it stands
 * @param bytes the artifact's size as a tar
 * @param metrics offline metrics by name
 * @param warnings sentences to read before it is activated
 * @param trainedAt when it was trained
 * @param registeredAt when it was taken in
 * @param activatedAt when it was activated last; null if never
 * @param previous the model that was active before it; null if none was
 */
public record RegisteredModel(
    ModelReference reference,
    String modelKind,
    String digest,
    ModelState state,
    long bytes,
    Map<String, Double> metrics,
    List<String> warnings,
    Instant trainedAt,
    Instant registeredAt,
    Instant activatedAt,
    ModelReference previous) {

  /** The event that tells of the registration. */
  public ModelRegistered toEvent() {
    return new ModelRegistered(
        UUID.randomUUID(), reference, modelKind, digest, metrics, registeredAt);
  }
}
