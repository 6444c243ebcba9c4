package io.holdfast.core.model;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.Manifest;

/**
 * A model and the artifact that it came from.
 *
 * @param artifact the artifact on disk
 * @param model the model, ready to rank
 */
public record LoadedModel(Artifact artifact, RankingModel model) {

  /** The artifact's manifest. */
  public Manifest manifest() {
    return artifact.manifest();
  }
}
