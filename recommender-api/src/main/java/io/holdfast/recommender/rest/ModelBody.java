package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.recommender.domain.RegisteredModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A model version at the wire.
 *
 * @param name what the team calls it
 * @param version its version
 * @param kind the algorithm
 * @param digest the artifact's identity
 * @param state where it stands in the registry
 * @param bytes the artifact's size
 * @param metrics offline metrics
 * @param warnings to be read before it is activated
 * @param trainedAt when it was trained
 * @param registeredAt when it was taken in
 * @param activatedAt when it was activated last; absent if never
 * @param previous the model that was active before it; absent if none was
 * @param loaded whether the answering replica has it in memory
 * @param problem why the answering replica cannot load it; absent if it can, or need not
 */
public record ModelBody(
    String name,
    String version,
    String kind,
    String digest,
    String state,
    long bytes,
    Map<String, Double> metrics,
    List<String> warnings,
    Instant trainedAt,
    Instant registeredAt,
    Instant activatedAt,
    ModelReference previous,
    boolean loaded,
    String problem) {
  static final String EXAMPLE =
      """
      {"name": "als", "version": "20261124T043000Z-1a2b3c4d", "kind": "als",
       "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
       "state": "registered", "bytes": 1204224, "metrics": {"ndcg@10": 0.071}, "warnings": [],
       "trainedAt": "2026-11-24T04:30:00Z", "registeredAt": "2026-11-24T04:31:00Z",
       "loaded": false}
      """;

  static ModelBody of(RegisteredModel model, boolean loaded, String problem) {
    return new ModelBody(
        model.reference().name(),
        model.reference().version(),
        model.modelKind(),
        model.digest(),
        model.state().wire(),
        model.bytes(),
        model.metrics(),
        model.warnings(),
        model.trainedAt(),
        model.registeredAt(),
        model.activatedAt(),
        model.previous(),
        loaded,
        problem);
  }
}
